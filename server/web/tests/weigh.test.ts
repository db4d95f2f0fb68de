import { expect, test } from 'vitest'
import { type Load, meant, net, slipOf, sum } from '../src/kitchen/weigh'

const kg = (amount: string) => ({ amount, unit: 'kg' })
const load = (gross: string, tare = '', baskets = 1, unit = 'kg'): Load => ({ gross: { amount: gross, unit }, tare: tare ? kg(tare) : null, baskets, source: 'typed' })

test('takes every basket off, exactly', () => {
  expect(net(load('41.6', '1.2', 3))).toBe('38')
  expect(net(load('0.3', '0.1', 3))).toBe('0')
  expect(net(load('1', '1.2'))).toBe('-0.2')
})
test('takes a tare in kilograms off a load in jin', () => expect(net(load('20', '1.2', 2, '斤'))).toBe('15.2'))
test('adds loads of both units and packages', () => {
  expect(sum([load('12.3', '1.1'), load('10', '', 1, '斤')], { count: 5, unit: '箱', content: kg('10.5') }, 'kg')).toBe('68.7')
  expect(sum([load('12.3')], null, '斤')).toBe('24.6')
  expect(sum([], null, 'kg')).toBe('')
})
test('adds a tenth ten times to one', () => expect(sum(Array.from({ length: 10 }, () => load('0.1')), null, 'kg')).toBe('1'))

test.each([
  ['76', 'kg', '38', 2, false, { amount: '76', unit: '斤' }],
  ['38', '斤', '38', 2, true, { amount: '38', unit: 'kg' }],
  ['152', '斤', '38', 2, false, { amount: '76', unit: '斤' }],
  ['19', 'kg', '38', 2, true, { amount: '38', unit: 'kg' }],
  ['382', 'kg', '38', 10, false, { amount: '38.2', unit: 'kg' }],
  ['3.82', 'kg', '38', 10, true, { amount: '38.2', unit: 'kg' }],
])('knows what %s %s of %s kg was meant to be', (amount, unit, ordered, factor, less, told) => {
  const slip = slipOf({ amount, unit }, kg(ordered))
  expect(slip).toMatchObject({ factor, less })
  expect(slip && meant({ amount, unit }, slip.way)).toEqual(told)
})
test.each(['38', '30', '50', '27', '', '0'])('lets %s of 38 kg be', (amount) => expect(slipOf(kg(amount), kg('38'))).toBeNull())
test('knows no jin of pieces, but their decimal point', () => {
  const pieces = (amount: string) => ({ amount, unit: 'piece' })
  expect(slipOf(pieces('60'), pieces('30'))).toBeNull()
  expect(slipOf(pieces('300'), pieces('30'))).toMatchObject({ way: 'tenth' })
})
test('compares nothing that was not ordered, or in another kind of unit', () => {
  expect(slipOf(kg('76'), null)).toBeNull()
  expect(slipOf(kg('76'), { amount: '38', unit: 'l' })).toBeNull()
})
