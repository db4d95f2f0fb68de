import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en as shown } from '../src/lib/messages/en'
import { duty as dutyShown } from '../src/lib/messages/en/duty'
import { papers as papersShown } from '../src/lib/messages/en/papers'
import { prices as pricesShown } from '../src/lib/messages/en/prices'
import { print as printShown } from '../src/lib/messages/en/print'
import { scan as scanShown } from '../src/lib/messages/en/scan'
import { zh as inChinese } from '../src/lib/messages/zh'
import { duty as dutyInChinese } from '../src/lib/messages/zh/duty'
import { papers as papersInChinese } from '../src/lib/messages/zh/papers'
import { prices as pricesInChinese } from '../src/lib/messages/zh/prices'
import { print as printInChinese } from '../src/lib/messages/zh/print'
import { scan as scanInChinese } from '../src/lib/messages/zh/scan'

// The texts of scanning, printing, the daily duties, the office and reference prices are loaded with them and stand beside the catalogue that every screen has.
const en = { ...shown, scan: scanShown, print: printShown, duty: dutyShown, papers: papersShown, prices: pricesShown }
const zh = { ...inChinese, scan: scanInChinese, print: printInChinese, duty: dutyInChinese, papers: papersInChinese, prices: pricesInChinese }

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
test('has no text without a use', () => {
  const folder = join(import.meta.dirname, '../src')
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('messages') && !file.endsWith('api.d.ts'))
  const source = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  const isUsed = (key: string): boolean => new RegExp(`(\\.|')${key}\\b`).test(source)
  /** A list that is looked up with what a record says has all its words. */
  const isList = (key: string): boolean => new RegExp(`\\.${key}(\\[|\\))`).test(source)
  const unused = (texts: object, path: string): string[] => Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    if (!isUsed(key)) return [`${path}/${key}`]
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isList(key) ? unused(value, `${path}/${key}`) : []
  })
  expect(Object.entries(zh).flatMap(([part, texts]) => unused(texts, part))).toEqual([])
})
