import { expect, test } from 'vitest'
import { batchesOf, need, propose } from '../src/cook/propose'
import type { RecipeLine, Stock } from '../src/cook/types'

const LEG = 'leg'
const line = (grams: Record<string, string>, unit = 'g'): RecipeLine => ({
  ingredient: { id: LEG, name: '鸡腿肉', name_en: null, food_group: 'poultry', storage: 'chilled', allergens: [] }, optional: false,
  grams: Object.fromEntries(Object.entries(grams).map(([age, amount]) => [age, { amount, unit }])),
})
const item = (batch: string, amount: string, state: Stock['state'] = 'ok', ingredient = LEG): Stock => ({
  batch, ingredient: { id: ingredient, name: '鸡腿肉', name_en: null, storage: 'chilled' }, lot: null, supplier: null, arrived: null, expiry_date: null,
  remaining: { amount, unit: 'kg' }, least: { amount, unit: 'kg' }, state,
})

test('takes the grams of each age group times its heads', () =>
  expect(need(line({ primary_lower: '60', primary_upper: '80' }), [{ age: 'primary_lower', count: 100 }, { age: 'primary_upper', count: 50 }], 150)).toEqual({ amount: '10', unit: 'kg' }))
test('scales to the portions that are cooked and rounds up to ten grams', () =>
  expect(need(line({ primary_upper: '31.25' }), [{ age: 'primary_upper', count: 100 }], 103)).toEqual({ amount: '3.22', unit: 'kg' }))
test('takes the typical portion where an age group has none and where nobody was counted', () => {
  expect(need(line({ primary_upper: '80' }), [{ age: 'adult', count: 10 }, { age: null, count: 0 }], 10)).toEqual({ amount: '0.8', unit: 'kg' })
  expect(need(line({ primary_upper: '80' }), [], 20)).toEqual({ amount: '1.6', unit: 'kg' })
})
test('reckons litres and whole pieces', () => {
  expect(need(line({ primary_upper: '5' }, 'ml'), [{ age: null, count: 3 }], 401)).toEqual({ amount: '2.01', unit: 'l' })
  expect(need(line({ primary_upper: '0.5' }, 'piece'), [{ age: null, count: 3 }], 401)).toEqual({ amount: '201', unit: 'piece' })
})
test('empties the batch that expires first before the next', () =>
  expect(propose({ amount: '10', unit: 'kg' }, [item('a', '4'), item('b', '3.5'), item('c', '9')])).toEqual([
    { batch: 'a', amount: '4', unit: 'kg' }, { batch: 'b', amount: '3.5', unit: 'kg' }, { batch: 'c', amount: '2.5', unit: 'kg' },
  ]))
test('never proposes a held or an expired batch, however early it expires', () =>
  expect(propose({ amount: '5', unit: 'kg' }, [item('a', '4', 'expired'), item('b', '4', 'held'), item('c', '9', 'expires_soon')]).map((pick) => pick.batch)).toEqual(['c']))
test('proposes what there is where it does not suffice', () => expect(propose({ amount: '5', unit: 'kg' }, [item('a', '4')])).toEqual([{ batch: 'a', amount: '4', unit: 'kg' }]))
test('proposes nothing of another unit or of another ingredient', () => {
  expect(propose({ amount: '5', unit: 'l' }, [item('a', '4')])).toEqual([])
  expect(batchesOf(LEG, [item('a', '4', 'ok', 'egg')])).toEqual([])
})
