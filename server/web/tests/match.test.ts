import { expect, test } from 'vitest'
import { matches, pick } from '../src/lib/match'

const choi = { name: '小白菜', name_en: 'Pak choi', pinyin: 'xiaobaicai xbc qingcai qc', aliases: ['青菜'] }
const cabbage = { name: '白菜', name_en: 'Cabbage', pinyin: 'baicai bc', aliases: [] }

test('finds by a character, an alias, English, pinyin and its initials, however it is spaced or written', () => {
  expect(['白', '青菜', 'PAK', 'xiaobai', 'xbc', 'XBC', 'ｘｂｃ', 'qc', ' x b c '].map((typed) => matches(typed, choi))).toEqual(Array.from({ length: 9 }, () => true))
  expect(['萝', 'zzz', 'bcx'].map((typed) => matches(typed, choi))).toEqual([false, false, false])
})
test('puts first what begins as it was typed, and names everything while nothing is typed', () => {
  expect(pick('白菜', [choi, cabbage], 9)).toEqual([cabbage, choi])
  expect(pick('', [choi, cabbage], 1)).toEqual([choi])
})
