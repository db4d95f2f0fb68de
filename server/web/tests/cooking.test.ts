import { expect, test } from 'vitest'
import { cookingBody, type CookLine, type Draft, newLine, shownNear, standing, stopsOf } from '../src/cook/cooking'
import { servingBody, stoodTooLong } from '../src/cook/serving'
import type { Day, DayDish, Stock } from '../src/cook/types'
import { coreVerdict, left, sampleVerdict } from '../src/cook/verdicts'
import type { Threshold } from '../src/lib/types'

const egg = { id: 'egg', name: '鸡蛋', name_en: 'Hen eggs', food_group: 'egg', storage: 'ambient', allergens: [] }
const item = (batch: string, amount: string, state: Stock['state'] = 'ok'): Stock => ({
  batch, ingredient: { id: 'egg', name: '鸡蛋', name_en: null, storage: 'ambient' }, lot: 'L1', supplier: null, arrived: null, expiry_date: '2026-11-30',
  remaining: { amount, unit: 'kg' }, least: { amount, unit: 'kg' }, state,
})
const open = (batch: string): Day['openings'] => [{ id: 'o', batch, ingredient: { id: 'egg', name: '鸡蛋', name_en: null }, lot: null, opened_at: '2026-11-20T00:00:00Z' }]
const line = (stock: Stock[], openings: Day['openings'] = []): CookLine => newLine(egg, { amount: '5', unit: 'kg' }, false, stock, openings)

test('tells a line that is ready from one that is short and one that is missing', () => {
  const enough = [item('a', '8')]
  expect(standing(line(enough), enough, [])).toBe('ready')
  const few = [item('a', '3')]
  expect(standing(line(few), few, [])).toBe('short')
  expect(standing(line([]), [], [])).toBe('missing')
})
test('lets a dish be made without an ingredient once a person has said so', () => expect(standing({ ...line([]), without: true }, [], [])).toBe('without'))
test('stops at a held batch that was taken, and names it', () => {
  const stock = [item('a', '8'), item('b', '9', 'held')]
  const taken = { ...line(stock), picks: [{ batch: 'b', amount: '5', unit: 'kg' }] }
  expect(standing(taken, stock, [])).toBe('stopped')
  expect(stopsOf(taken, stock, []).map((stop) => [stop.item?.batch, stop.item?.state])).toEqual([['b', 'held']])
})
test('stops where only an expired batch lies there, until the dish is made without it', () => {
  const stock = [item('a', '8', 'expired')]
  expect(standing(line(stock), stock, [])).toBe('stopped')
  expect(standing({ ...line(stock), without: true }, stock, [])).toBe('without')
})
test('stops at what schools may not cook, and goes on without it', () => {
  const rule = { code: 'beans', name: '四季豆', name_en: 'Green beans', foods: ['四季豆'], dishes: [], region: 'CN', reason: '', reason_en: '', source: '第45号令', source_en: 'Order 45', provenance: 'K' }
  const stock = [item('a', '8')]
  expect(stopsOf(line(stock), stock, [], () => rule)).toEqual([{ ingredient: egg, item: null, rule }])
  expect(standing(line([]), [], [], () => rule)).toBe('stopped')
  expect(standing({ ...line(stock), picks: [], without: true }, stock, [], () => rule)).toBe('without')
  expect(standing({ ...line([]), optional: true }, [], [], () => rule)).toBe('without') // nothing of it is there to take
})
test('takes nothing of shared goods that stand open, and stops where what is open is held', () => {
  const stock = [item('a', '8')]
  expect(line(stock, open('a')).picks).toEqual([])
  expect(standing(line(stock, open('a')), stock, open('a'))).toBe('open')
  const held = [item('a', '8', 'held')]
  expect(standing(line(held, open('a')), held, open('a'))).toBe('stopped')
})
test('records what was taken, and null where nothing was measured', () => {
  const draft: Draft = { site: 's', meal: 'lunch', recipe: 'r', dish: '蒸蛋', dish_en: null, through: true, portions: '849', core: '', cook: null, lines: [line([item('a', '8')]), line([])] }
  const body = cookingBody(draft, new Date('2026-11-23T02:30:00Z'))
  expect(body).toMatchObject({ portions: 849, core_temperature: null, inputs: [{ batch: 'a', amount: { amount: '5', unit: 'kg' } }], occurred_at: '2026-11-23T02:30:00.000Z' })
})
test('says when a dish was taken off the heat, by the clock that was typed', () => {
  const draft: Draft = { site: 's', meal: 'lunch', recipe: null, dish: '蒸蛋', dish_en: null, through: true, portions: '8', core: '', cook: null, lines: [] }
  const now = new Date('2026-11-23T03:30:00Z') // 11:30
  expect(cookingBody(draft, now)).not.toHaveProperty('ended_at')
  expect(cookingBody({ ...draft, done: '10:05' }, now)).toMatchObject({ occurred_at: '2026-11-23T02:05:00.000Z', ended_at: '2026-11-23T02:05:00.000Z' })
  expect(cookingBody({ ...draft, done: '11:50' }, now)).toMatchObject({ occurred_at: now.toISOString(), ended_at: '2026-11-23T03:50:00.000Z' })
  expect(shownNear('23:50', '2026-11-23T16:10:00Z')).toBe('2026-11-23T15:50:00.000Z') // ten past midnight
})

const rule = (code: string, value: string): Threshold => ({ code, value, unit: '', source: '', source_en: '', provenance: 'K', meaning: '', meaning_en: '' })
const RULES = [rule('cook_core_min', '70'), rule('sample_mass_min', '125')]
test('judges the core by the rule, and only where the dish must be cooked through', () =>
  expect(['70', '69.9', ''].map((core) => coreVerdict(true, core, RULES).state).concat(coreVerdict(false, '20', RULES).state, coreVerdict(true, '20', []).state)).toEqual(['good', 'under', 'measure', 'free', 'free']))
test('judges a sample by its grams', () => expect(['125', '124.9'].map((grams) => sampleVerdict(grams, RULES).state)).toEqual(['good', 'under']))
test('counts the hours a sample is still kept, and ends on time', () => {
  const until = '2026-11-23T12:00:00Z'
  expect(['2026-11-21T12:00:00Z', '2026-11-23T11:59:01Z', '2026-11-23T12:00:00Z'].map((now) => left(until, Date.parse(now)))).toEqual(['48:00', '0:01', null])
})

const HELD = [rule('danger_zone_max', '120'), rule('hold_hot_min', '60'), rule('hold_cold_max', '8')]
const dish = (name: string, at: string, how: 'cooked' | 'received' = 'cooked'): DayDish => ({ line: 1, recipe: null, dish: name, dish_en: null, instead_of: null, portions: null, batches: [{ batch: name, how, at, portions: null, amount: null, unit: null, temperature: null }], sampled: { count: 0, portions: 0, amount: null, unit: null }, served: { count: 0, portions: 0, amount: null, unit: null } })
test('asks how hot a dish is that stood longer than the limit, and warns of one that is lukewarm', () => {
  const plates = [dish('米饭', '2026-11-23T03:00:00Z'), dish('蒸蛋', '2026-11-23T01:30:00Z'), dish('汤', '2026-11-23T00:00:00Z', 'received')]
  const asked = (heat: Record<string, string>, minute: string) => stoodTooLong(plates, heat, HELD, Date.parse(`2026-11-23T03:${minute}:00Z`))?.why
  expect([asked({}, '30'), asked({}, '31'), asked({ 蒸蛋: '60' }, '31'), asked({ 蒸蛋: '60.5' }, '31'), asked({ 蒸蛋: '7' }, '31')]).toEqual([undefined, 'unmeasured', 'warm', undefined, undefined])
  expect(stoodTooLong(plates, {}, [], Date.parse('2026-11-23T09:00:00Z'))).toBeNull()
  const told = { site: 's', occurred_at: '2026-11-23T03:31:00Z', meal: 'lunch' as const, group: 'g', portions: 8 }
  expect(servingBody(told, plates.slice(0, 2), { 蒸蛋: '63.' }).dishes).toEqual([{ batch: '米饭', amount: null }, { batch: '蒸蛋', amount: null, temperature: '63' }])
})
