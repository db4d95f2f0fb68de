import { expect, test } from 'vitest'
import { type Forbidden, forbiddenDish, forbiddenFood } from '../src/lib/forbidden'

const rule = (code: string, foods: string[], dishes: string[]): Forbidden => ({ code, foods, dishes, name: code, name_en: code, region: 'CN', reason: '', reason_en: '', source: '', source_en: '', provenance: 'K' })
const LIST = [rule('beans', ['四季豆'], ['四季豆']), rule('cold', [], ['凉拌'])]

test('knows a forbidden ingredient by its name or another name, as a whole', () => {
  expect(forbiddenFood({ name: '四季豆' }, LIST)?.code).toBe('beans')
  expect(forbiddenFood({ name: '青豆角', aliases: ['四 季 豆'] }, LIST)?.code).toBe('beans')
  expect(forbiddenFood({ name: '四季豆酱油' }, LIST)).toBeUndefined()
  expect(forbiddenFood({ name: null }, LIST)).toBeUndefined()
})
test('knows a forbidden dish by a part of its name', () => {
  expect(['干煸四季豆', '凉拌三丝', '土豆炖牛腩'].map((dish) => forbiddenDish(dish, LIST)?.code)).toEqual(['beans', 'cold', undefined])
})
