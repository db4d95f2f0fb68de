import { expect, test } from 'vitest'
import { came, type DraftLine, newLine } from '../src/kitchen/draft'
import { asMeant, asOrdered, drop, inUnit, putAside, slip, take, type } from '../src/kitchen/load'
import type { Ingredient } from '../src/lib/types'

const potato: Ingredient = { id: 'i1', name: '土豆', name_en: 'Potato', food_group: 'root', storage: 'ambient', allergens: [], aliases: [], pinyin: '', unit: 'kg' }
const line = (changes: Partial<DraftLine> = {}): DraftLine => ({ ...newLine(1, potato, { amount: '38', unit: 'kg' }, null, null), ...changes })
const said = { amount: '12.340', unit: 'kg' as const, stable: true, net: false }
const basket = { amount: '1.2', unit: 'kg' }

test('adds loads, each in the same basket, and takes one back', () => {
  const one = line({ tare: basket })
  for (const figure of ['20', '19.5']) {
    for (const key of figure) type(one, key as '0')
    putAside(one)
  }
  expect([came(one), one.weight]).toEqual(['37.1', ''])
  const [first] = one.loads ?? []
  if (first) drop(one, first)
  expect(came(one)).toBe('18.3')
})
test('keeps what the scale said measured until a key changes it', () => {
  const one = line()
  take(one, said)
  expect([one.weight, one.source]).toEqual(['12.340', 'measured'])
  inUnit(one, '斤')
  expect([one.weight, one.source]).toEqual(['24.68', 'measured'])
  type(one, 'erase')
  expect(one.source).toBe('typed')
})
test('takes no basket off twice', () => {
  const one = line({ tare: basket })
  take(one, { ...said, net: true })
  expect(came(one)).toBe('12.34')
})
test('a typed figure takes the place of the order’s', () => {
  const one = line({ tare: basket })
  asOrdered(one)
  expect([came(one), one.source]).toEqual(['38', 'order'])
  putAside(one)
  type(one, '7')
  expect([came(one), one.loads]).toEqual(['7', []])
})
test('offers what a typed figure was meant to be, with its basket', () => {
  const one = line({ weight: '78.4', tare: basket })
  const found = slip(one)
  expect(found).toMatchObject({ factor: 2, less: false })
  if (found) Object.assign(one, asMeant(one, found))
  expect([one.weight, one.unit, came(one)]).toEqual(['78.4', '斤', '76'])
})
test('asks nothing while loads are still to come, nor of what the scale said', () => {
  const part = line({ weight: '9', loads: [{ gross: { amount: '10', unit: 'kg' }, tare: null, baskets: 1, source: 'typed' }] })
  expect(slip(part)).toBeNull()
  expect(slip(line({ weight: '76', source: 'measured' }))).toBeNull()
})
test('offers fewer packages where ten times too many were counted', () => {
  const one = line({ packs: { count: 40, unit: '箱', content: { amount: '9.5', unit: 'kg' } } })
  const found = slip(one)
  expect(found && asMeant(one, found).packs?.count).toBe(4)
})
