import { expect, test } from 'vitest'
import { campusBatch } from '../src/lib/derive'
import type { Ingredient } from '../src/lib/types'
import { type Entered, overlay, stateOn, unknownAt } from '../src/store/overlay'
import type { StockItem, Told } from '../src/store/shapes'

const SITE = 'site'
const TODAY = '2026-11-23'
const greens: Ingredient = { id: 'greens', name: '小白菜', name_en: 'Pak choi', aliases: [], pinyin: 'xiaobaicai xbc', food_group: 'vegetables', storage: 'chilled', allergens: [], unit: 'kg' }
const item = (batch: string, amount: string, expiry_date: string | null = '2026-12-01', unit = 'kg'): StockItem => ({
  batch, ingredient: { id: 'greens', name: '小白菜', name_en: 'Pak choi', storage: 'chilled' }, lot: null, supplier: null, arrived: '2026-11-20', expiry_date,
  remaining: { amount, unit }, least: { amount, unit }, state: 'ok',
})
const told = (...items: StockItem[]): Told => ({ items, openings: [], ingredients: new Map([['greens', greens]]) })
let seq = 0
function entry(kind: string, body: object, more: Partial<Entered> = {}): Entered {
  seq += 1
  return { id: `01933b8e-6f3a-7c41-9d52-${String(seq).padStart(12, '0')}`, seq, kind, site: SITE, bytes: JSON.stringify({ site: SITE, occurred_at: '2026-11-23T02:00:00Z', ...body }), state: 'waiting', sentAt: null, title: { name: '绿源', name_en: null, count: 1, amount: null }, ...more }
}
const kg = (amount: string) => ({ amount, unit: 'kg' })
const left = (store: Told, ...entries: Entered[]) => overlay(store, entries, TODAY).items.map((one) => [one.batch, one.remaining.amount, one.least.amount])

test('takes issued goods off exactly, in jin as in kilograms', () => {
  const issue = entry('stock_issue', { lines: [{ batch: 'a', amount: kg('0.1') }, { batch: 'a', amount: { amount: '0.4', unit: '斤' } }, { batch: 'b', amount: kg('3') }] })
  expect(left(told(item('a', '0.3'), item('b', '3')), issue)).toEqual([]) // 0.1 + 0.2 is 0.3, and nothing is left of either
  expect(left(told(item('a', '38.2'), item('b', '3.005')), issue)).toEqual([['a', '37.9', '37.9'], ['b', '0.005', '0.005']])
})
test('never shows less than nothing, though more was taken than the books held', () => {
  expect(left(told(item('a', '2')), entry('stock_issue', { lines: [{ batch: 'a', amount: kg('5') }] }), entry('stock_return', { issue: 'i', lines: [{ batch: 'a', amount: kg('1') }] }))).toEqual([['a', '1', '1']])
})
test('puts returned goods back, also where all of them had been issued', () => {
  expect(left(told(item('a', '0')), entry('stock_return', { issue: 'i', lines: [{ batch: 'a', amount: kg('1.25') }] }))).toEqual([['a', '1.25', '1.25']])
})
test('lets a count speak for all before it, and moves what it found by all after it', () => {
  const before = entry('stock_issue', { lines: [{ batch: 'a', amount: kg('9') }] })
  const count = entry('stock_count', { lines: [{ batch: 'a', amount: kg('4') }, { batch: 'a', amount: kg('0.5') }] })
  const after = entry('disposal', { batch: 'a', amount: kg('0.2'), reason: 'spoiled' })
  expect(left(told(item('a', '20')), before, count, after)).toEqual([['a', '4.3', '4.3']])
})
test('is certain of nothing where goods stand open or were thrown away unweighed', () => {
  expect(left(told(item('a', '20')), entry('opening', { batch: 'a' }))).toEqual([['a', '20', '0']])
  expect(left(told(item('a', '20')), entry('disposal', { batch: 'a', amount: null, reason: 'other' }))).toEqual([['a', '20', '0']])
  expect(left(told(item('a', '20', null, 'l')), entry('disposal', { batch: 'a', amount: kg('2'), reason: 'other' }))).toEqual([['a', '20', '0']])
})
test('opens shared goods until they are emptied', () => {
  const opening = entry('opening', { batch: 'a' })
  expect(overlay(told(item('a', '20')), [opening], TODAY).openings).toMatchObject([{ id: opening.id, batch: 'a', ingredient: { name: '小白菜' }, opened_at: '2026-11-23T02:00:00Z' }])
  expect(overlay(told(item('a', '20')), [opening, entry('emptying', { opening: opening.id })], TODAY).openings).toEqual([])
})
test('puts a delivery without a network into the store under the ids that it will have', () => {
  const line = { ingredient: 'greens', accepted: { amount: '50', unit: '斤' }, lot_code: 'L1', expiry_date: '2026-11-24' }
  const delivery = entry('delivery', { supplier: 's', lines: [{ ...line, line: 1 }, { ...line, line: 2, accepted: kg('0') }] })
  const { items } = overlay(told(), [delivery], TODAY)
  expect(items).toMatchObject([{ batch: campusBatch(delivery.id, 1), remaining: kg('25'), lot: 'L1', state: 'expires_soon', here: true, supplier: { name: '绿源' }, ingredient: { name: '小白菜' } }])
  const issued = entry('stock_issue', { lines: [{ batch: items[0]?.batch, amount: kg('5') }] })
  expect(left(told(), delivery, issued)).toEqual([[items[0]?.batch, '20', '20']])
})
test('counts what waits and what was sent after the answer, of this site alone, in the order of the tablet', () => {
  const at = '2026-11-23T03:00:00.000Z'
  const waits = entry('stock_issue', {})
  const later = entry('stock_issue', {}, { state: 'sent', sentAt: '2026-11-23T03:00:01.000Z' })
  const known = entry('stock_issue', {}, { state: 'sent', sentAt: '2026-11-23T02:59:59.000Z' })
  const refused = entry('stock_issue', {}, { state: 'person' })
  const other = entry('stock_issue', {}, { site: 'other' })
  expect(unknownAt([other, refused, known, later, waits], SITE, at)).toEqual([waits, later])
})
test('judges dates by the day that it is, and a hold above all', () => {
  expect(stateOn(item('a', '1', '2026-11-22'), TODAY)).toBe('expired')
  expect(stateOn(item('a', '1', '2026-11-23'), TODAY)).toBe('expires_soon')
  expect(stateOn(item('a', '1', '2026-11-25'), TODAY)).toBe('expires_soon')
  expect(stateOn(item('a', '1', '2026-11-26'), TODAY)).toBe('ok')
  expect(stateOn(item('a', '1', null), TODAY)).toBe('ok')
  expect(stateOn({ ...item('a', '1', '2026-11-22'), state: 'held' }, TODAY)).toBe('held')
})
test('shows first what expires first, and last what has no date', () => {
  expect(left(told(item('c', '1', null), item('b', '1', '2026-12-02'), item('a', '1', '2026-11-22'))).map(([batch]) => batch)).toEqual(['a', 'b', 'c'])
})
