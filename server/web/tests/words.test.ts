import { expect, test } from 'vitest'
import { lines } from '../src/inspector/words'

test('keeps on one line what fits', () => expect(lines('实验小学', 100, 16, 2)).toEqual(['实验小学']))
test('breaks Chinese anywhere and cuts the last line', () => {
  expect(lines('龙泽园望舒第二中学', 96, 16, 2)).toEqual(['龙泽园望舒第', '二中学'])
  expect(lines('北京市海淀区中关村第三小学东校区', 96, 16, 2)).toEqual(['北京市海淀区', '中关村第三…'])
})
test('breaks a lot code at its dash and English at its spaces', () => {
  expect(lines('LC261119-061', 90, 16, 2)).toEqual(['LC261119-', '061'])
  expect(lines('Chicken legs with scallion', 100, 16, 2)).toEqual(['Chicken', 'legs with…'])
})
test('breaks a code without a dash where it must', () => expect(lines('ABCDEFGHIJKLMNOP', 90, 16, 2).every((line) => line.length <= 9)).toBe(true))
