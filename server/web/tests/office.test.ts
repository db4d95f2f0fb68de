import { expect, test } from 'vitest'
import { isoWeek, weekday } from '../src/lib/calendar'
import { expiries } from '../src/office/certificates'
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
