import { expect, test } from 'vitest'
import { en as shown } from '../src/lib/messages/en'
import { scan as scanShown } from '../src/lib/messages/en/scan'
import { zh as inChinese } from '../src/lib/messages/zh'
import { scan as scanInChinese } from '../src/lib/messages/zh/scan'

// The texts of scanning are loaded with it and stand beside the catalogue that every screen has.
const en = { ...shown, scan: scanShown }
const zh = { ...inChinese, scan: scanInChinese }

type Leaf = [path: string, value: unknown]
const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`)) : [[path, value]]

test('has the same texts in both languages, words and sentences alike', () => {
  const shape = (catalogue: unknown): string[] => leaves(catalogue).map(([path, value]) => `${path} ${typeof value}`).sort()
  expect(shape(en)).toEqual(shape(zh))
})
test('leaves no text empty', () => {
  for (const [path, value] of [...leaves(zh), ...leaves(en)]) if (typeof value === 'string') expect(value.trim(), path).not.toBe('')
})
test('says every sentence with what it is given', () => {
  for (const [path, value] of [...leaves(zh), ...leaves(en)]) {
    if (typeof value !== 'function') continue
    const given = Array.from({ length: value.length }, (_, n) => String(71 + n))
    expect(String((value as (...all: string[]) => string)(...given)), path).toMatch(/7\d/)
  }
})
test('speaks no Chinese in English', () => {
  for (const [path, value] of leaves(en)) if (typeof value === 'string' && path !== '/kitchen/findItemHint') expect(value, path).not.toMatch(/[一-鿿]/)
})
