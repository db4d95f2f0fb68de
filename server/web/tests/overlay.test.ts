import { expect, test } from 'vitest'
import { dayWith, servingsWith, stockWith, unseen, type Waiting } from '../src/cook/overlay'
import { NOTHING } from '../src/duty/duties'
import type { Day, DayDish, Stock } from '../src/cook/types'
import { campusBatch, madeBatch } from '../src/lib/derive'
import type { Ingredient } from '../src/lib/types'

const AT = '2026-11-23T00:00:00.000Z'
const HOURS = 48 * 3_600_000
const ID = '01a1e885-1c00-740c-a1a5-2217c39c2461'
const NONE = { count: 0, portions: 0, amount: null, unit: null }
const dish: DayDish = { line: 1, recipe: 'r1', dish: '番茄汤', dish_en: null, instead_of: null, portions: 400, batches: [], sampled: NONE, served: NONE }
const DAY: Day = { site: 's', day: '2026-11-23', meals: [{ meal: 'lunch', menus: [], published: true, dishes: [dish], headcounts: [] }], expected: [], expiring: [], units: [], samples: [], openings: [], on_the_way: [], duties: NOTHING }
const entry = (kind: string, body: unknown, changes: Partial<Waiting> = {}): Waiting => ({ id: ID, kind, site: 's', bytes: JSON.stringify(body), state: 'waiting', sentAt: null, ...changes })
const cooking = (changes: object = {}): object => ({ site: 's', occurred_at: '2026-11-23T02:30:00Z', dish: '番茄汤', recipe: 'r1', meal: 'lunch', portions: 400, inputs: [{ batch: 'a', amount: { amount: '500', unit: 'g' } }], core_temperature: '88', ...changes })

test('counts what waits and what was sent after the answer; nothing refused, withdrawn or of another site', () => {
  const all = [entry('cooking', {}), entry('cooking', {}, { state: 'sent', sentAt: '2026-11-23T00:00:01.000Z' }), entry('cooking', {}, { state: 'sent', sentAt: '2026-11-22T23:59:59.000Z' }), entry('cooking', {}, { state: 'person' }), entry('cooking', {}, { site: 'x' })]
  expect(unseen(all, 's', AT)).toEqual(all.slice(0, 2))
})
test('shows a dish as cooked under the id the server will give it, once', () => {
  const day = dayWith(DAY, [entry('cooking', cooking())], HOURS)
  expect(day.meals[0]?.dishes[0]?.batches).toMatchObject([{ batch: madeBatch(ID), portions: 400, temperature: '88' }])
  expect(dayWith(day, [entry('cooking', cooking())], HOURS).meals[0]?.dishes[0]?.batches).toHaveLength(1)
  expect(DAY.meals[0]?.dishes[0]?.batches).toEqual([])
})
test('puts a dish that nobody planned to its meal, and none of another day', () => {
  const made = dayWith(DAY, [entry('cooking', cooking({ recipe: null, dish: '煎蛋', meal: 'breakfast' })), entry('cooking', cooking({ occurred_at: '2026-11-22T02:30:00Z' }))], HOURS)
  expect(made.meals.map((meal) => [meal.meal, meal.dishes.map((one) => [one.dish, one.batches.length])])).toEqual([['breakfast', [['煎蛋', 1]]], ['lunch', [['番茄汤', 0]]]])
})
test('counts a serving and a sample of a dish cooked here, and forgets a sample thrown away', () => {
  const batch = madeBatch(ID)
  const second = '01a1e885-1c00-740c-a1a5-2217c39c2462'
  const entries = [
    entry('cooking', cooking()),
    entry('serving', { meal: 'lunch', group: 'g', portions: 312, occurred_at: '2026-11-23T03:30:00Z', dishes: [{ batch }] }, { id: second }),
    entry('retained_sample', { batch, dish: '番茄汤', meal: 'lunch', amount: { amount: '130', unit: 'g' }, taken_at: '2026-11-23T03:00:00Z', keep_until: null }, { id: second }),
  ]
  const day = dayWith(DAY, entries, HOURS)
  expect(day.meals[0]?.dishes[0]).toMatchObject({ served: { count: 1, portions: 312 }, sampled: { count: 1 } })
  expect(day.samples).toMatchObject([{ id: second, amount: '0.13', keep_until: '2026-11-25T03:00:00.000Z' }])
  expect(dayWith(DAY, [...entries, entry('sample_disposal', { sample: second })], HOURS).samples).toEqual([])
})
test('knows a serving of its own from the server’s list by its id', () => {
  const body = { meal: 'lunch' as const, group: 'g', portions: 312, occurred_at: '2026-11-23T03:30:00Z', dishes: [], site: 's' }
  expect(servingsWith([{ id: ID, voided: false, body }], [entry('serving', body)], '2026-11-23')).toHaveLength(1)
  expect(servingsWith([{ id: 'x', voided: true, body }], [entry('serving', body)], '2026-11-23')).toHaveLength(1)
  expect(servingsWith([], [entry('serving', body)], '2026-11-24')).toEqual([])
})

const item = (batch: string, amount: string, expiry_date: string | null = null): Stock => ({ batch, ingredient: { id: 'i1', name: '番茄', name_en: null, storage: 'ambient' }, lot: null, supplier: null, arrived: null, expiry_date, remaining: { amount, unit: 'kg' }, least: { amount, unit: 'kg' }, state: 'ok' })
test('takes from the store what was cooked here, exactly, and drops what is empty', () => {
  expect(stockWith([item('a', '2.3')], [entry('cooking', cooking())], [], DAY.day)[0]?.remaining).toEqual({ amount: '1.8', unit: 'kg' })
  expect(stockWith([item('a', '0.4')], [entry('cooking', cooking())], [], DAY.day)).toEqual([])
})
test('puts what was received here into the store, where it expires', () => {
  const tomato = { id: 'i1', name: '番茄', name_en: 'Tomato', storage: 'ambient' } as Ingredient
  const delivery = { occurred_at: '2026-11-23T00:10:00Z', lines: [{ line: 1, ingredient: 'i1', delivered: { amount: '80', unit: '斤' }, accepted: { amount: '76', unit: '斤' }, lot_code: 'T1', expiry_date: '2026-11-24' }, { line: 2, ingredient: 'i1', delivered: { amount: '5', unit: 'kg' }, accepted: { amount: '0', unit: 'kg' } }] }
  const stock = stockWith([item('a', '1', '2026-11-30'), item('b', '1', '2026-11-23')], [entry('delivery', delivery)], [tomato], DAY.day)
  expect(stock.map((one) => one.batch)).toEqual(['b', campusBatch(ID, 1), 'a'])
  expect(stock[1]).toMatchObject({ remaining: { amount: '38', unit: 'kg' }, state: 'expires_soon', lot: 'T1', ingredient: { name: '番茄' } })
})
test('sees a batch expire after the server told of it, and a hold stay', () => {
  const told: Stock[] = [{ ...item('a', '1', '2026-11-22'), state: 'expires_soon' }, { ...item('b', '1', '2026-12-30'), state: 'held' }]
  expect(stockWith(told, [], [], DAY.day).map((one) => one.state)).toEqual(['expired', 'held'])
})
test('puts a dish that came from another campus to the meal it is planned for, and nothing that went back', () => {
  const way = { id: 'd', sender: null, sent_at: AT, made_at: null, eat_by: null, temperature: null, seal: null, vehicle_plate: null, items: [] }
  const items = [{ line: 1, batch: 'x1', dish: '番茄汤', dish_en: null, accepted: null, portions: 90, temperature: '66' }, { line: 2, batch: 'x2', dish: '米饭', dish_en: 'Rice', accepted: { amount: '0', unit: 'piece' }, portions: null, temperature: null }]
  const day = dayWith({ ...DAY, on_the_way: [way] }, [entry('dispatch_receipt', { dispatch: 'd', occurred_at: '2026-11-23T03:40:00Z', items })], HOURS)
  expect(day.on_the_way).toEqual([])
  expect(day.meals.map((meal) => meal.dishes.map((one) => [one.dish, one.batches.map((batch) => [batch.batch, batch.how, batch.portions])]))).toEqual([[['番茄汤', [[campusBatch(ID, 1), 'received', 90]]]]])
})
test('expects no order that was received here', () => {
  const due = { order: 'o1', number: null, due: DAY.day, supplier: null, lines: [] }
  expect(dayWith({ ...DAY, expected: [due] }, [entry('delivery', { order: 'o1', lines: [] })], HOURS).expected).toEqual([])
})
