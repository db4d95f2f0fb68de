import { expect, test } from 'vitest'
import { isoWeek, weekday } from '../src/lib/calendar'
import { expiries } from '../src/office/certificates'
import { isFarOff, monthOf, priced, priceOf, type Published, sameDay } from '../src/prices/priced'
import { termsAround } from '../src/office/terms'

const person = (id: string, role = 'cook') => ({ id, name: id, role })

test('puts whom somebody must look at first, by the certificate that runs longest', () => {
  const people = ['fine', 'soon', 'expired', 'none'].map((one) => person(one)).concat(person('head', 'principal'))
  const papers = [
    { person: 'fine', valid_to: '2025-08-31' }, { person: 'fine', valid_to: '2027-08-31' },
    { person: 'soon', valid_to: '2026-12-20' }, { person: 'expired', valid_to: '2026-11-19' }, { person: 'gone', valid_to: '2020-01-01' },
  ]
  expect(expiries(people, papers, '2026-11-20').map((one) => [one.person.id, one.state])).toEqual([['none', 'none'], ['expired', 'expired'], ['soon', 'soon'], ['fine', 'fine']])
  expect(expiries([person('soon')], papers, '2026-11-19')[0]?.state).toBe('fine') // thirty-one days before
  expect(expiries([person('soon')], papers, '2026-12-20')[0]?.state).toBe('soon') // the last day counts
  expect(expiries([person('soon')], papers, '2026-12-21')[0]?.state).toBe('expired')
})
test('names a term by the year it begins in', () => {
  expect(termsAround('2026-11-20')).toEqual(['2026-autumn', '2026-spring', '2025-autumn'])
  expect(termsAround('2027-01-10')).toEqual(['2026-autumn', '2026-spring', '2025-autumn'])
  expect(termsAround('2027-03-01')).toEqual(['2027-spring', '2026-autumn', '2026-spring'])
})
test('counts weeks as ISO does', () => {
  const weeks = { '2026-11-20': '2026-W47', '2026-01-01': '2026-W01', '2027-01-03': '2026-W53', '2027-01-04': '2027-W01', '2024-12-30': '2025-W01', '2028-12-31': '2028-W52' }
  expect(Object.fromEntries(Object.keys(weeks).map((day) => [day, isoWeek(day)]))).toEqual(weeks)
  expect([weekday('2026-11-20'), weekday('2026-11-22')]).toEqual([5, 7])
})

const price = (id: string, ingredient: string, unit_price: string, valid_from: string, valid_to: string | null, region = '110101'): Published => ({ id, revision: 1, body: { organisation: 'o', region, ingredient, unit_price, unit: 'kg', valid_from, valid_to, source: '询价' } })
test('tells for each food the reference price that holds, as the rule takes it', () => {
  const foods = ['never', 'fine', 'over', 'soon', 'ahead'].map((id) => ({ id }))
  const prices = [
    price('a', 'fine', '5', '2026-11-01', null), price('b', 'fine', '6', '2026-11-15', '2026-12-31'), price('c', 'fine', '9', '2026-11-20', null, '110000'),
    price('d', 'over', '3', '2026-10-01', '2026-10-31'), price('e', 'soon', '4', '2026-11-01', '2026-11-27'), price('f', 'ahead', '7', '2026-12-01', null),
  ]
  expect(priced(foods, prices, '2026-11-20').map((one) => [one.food.id, one.state, one.last?.id])).toEqual([['over', 'over', 'd'], ['soon', 'soon', 'e'], ['fine', 'fine', 'b'], ['ahead', 'ahead', 'f'], ['never', 'none', undefined]])
  expect(priced([{ id: 'soon' }], [...prices, price('g', 'soon', '4', '2026-11-28', null)], '2026-11-20')[0]?.state).toBe('fine') // the next one follows
  expect([sameDay(prices, 'over', '110101', '2026-10-01')?.id, sameDay(prices, 'over', '110000', '2026-10-01')]).toEqual(['d', undefined])
})
test('reads a price as typed, and asks about one that is twice or half of the last', () => {
  expect(['5.20', '５。２', '0', '', '5,2', '-1', '0.08'].map(priceOf)).toEqual(['5.20', '5.2', null, null, null, null, '0.08'])
  expect(['10', '9.99', '2.5', '2.51'].map((one) => isFarOff(one, '5'))).toEqual([true, false, true, false])
  expect([monthOf('2026-11-20'), monthOf('2028-02-29')]).toEqual([{ from: '2026-11-01', to: '2026-11-30' }, { from: '2028-02-01', to: '2028-02-29' }])
})
