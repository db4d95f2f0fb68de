import { expect, test } from 'vitest'
import { choicesFor, inOrder, partsOf, signed, verdictOf } from '../src/auditor/beside'
import { addressOf, byPeriod, filtersOf, fits, NONE } from '../src/auditor/filters'
import type { ComparedFigure, Figure } from '../src/auditor/load'
import type { Report } from '../src/lib/types'

const report = (id: string, site: string, period: string, made: string | null = '2026-11-01T00:00:00Z', more: Partial<Report> = {}): Report =>
  ({ id, kind: 'campus_monthly', site: { id: site, name: site, name_en: null }, period, state: made ? 'ready' : 'due', made_at: made, ...more }) as Report
const figure = (number: number, broken: number | null = null, unknown = 0): Figure =>
  ({ code: 'core', number, records: number, states: broken === null ? null : { met: number, broken, unknown } })
const beside = (before: Figure | null, after: Figure | null, worse = false): ComparedFigure => ({ code: 'core', before, after, worse })

test('keeps the filters in the address, and reads them from one that was sent', () => {
  const filters = { campus: 'a', kind: 'campus_monthly', period: '2026-10', state: 'failed' as const }
  expect(filtersOf(new URLSearchParams(addressOf(filters).split('?')[1]))).toEqual(filters)
  expect(addressOf(NONE)).toBe('#/reports')
  expect(filtersOf(new URLSearchParams('state=lost&campus=b'))).toEqual({ ...NONE, campus: 'b' })
  expect([report('1', 'a', '2026-10'), report('2', 'a', '2026-10', null), report('3', 'b', '2026-10')].filter((one) => fits(one, { ...NONE, campus: 'a', state: 'ready' })).map((one) => one.id)).toEqual(['1'])
  expect(byPeriod([report('1', 'a', '2026-09'), report('2', 'a', '2026-10'), report('3', 'b', '2026-09')]).map(([period, list]) => [period, list.length])).toEqual([['2026-10', 1], ['2026-09', 2]])
})

test('says what a difference is, never that fewer records are better', () => {
  expect(verdictOf(beside(figure(5, 1), figure(4, 2), true))).toBe('worse')
  expect(verdictOf(beside(figure(5, 2), figure(6, 1)))).toBe('better')
  expect(verdictOf(beside(figure(5, 1), figure(9, 1)))).toBe('differs')
  expect(verdictOf(beside(figure(5), figure(4)))).toBe('differs')
  expect(verdictOf(beside(figure(5, 1), figure(5, 1)))).toBe('same')
  expect(verdictOf(beside(null, figure(1)))).toBe('onlyThere')
  expect([signed(2, 5), signed(5, 2), signed(1, 1)]).toEqual(['+3', '−3', ''])
})

test('names a field by its line', () => {
  expect(partsOf('lines/3/accepted/amount')).toEqual({ line: '3', field: 'accepted', rest: 'amount' })
  expect(partsOf('portions')).toEqual({ line: '', field: 'portions', rest: '' })
})

test('offers the same days, other periods and other schools, and puts the earlier first', () => {
  const mine = report('mine', 'a', '2026-10', '2026-11-02T00:00:00Z')
  const later = report('later', 'a', '2026-10', '2026-11-20T00:00:00Z')
  const september = report('september', 'a', '2026-09', '2026-10-02T00:00:00Z')
  const others = [mine, later, later, september, report('b', 'b', '2026-10'), report('c', 'c', '2026-09'), report('due', 'a', '2026-10', null), report('termly', 'a', '2026-10', '2026-11-03T00:00:00Z', { kind: 'campus_termly' })]
  const found = choicesFor(mine, others)
  expect([found.sameDays, found.otherPeriods, found.otherSites].map((list) => list.map((one) => one.id))).toEqual([['later'], ['september'], ['b']])
  expect(inOrder(later, mine).map((one) => one.id)).toEqual(['mine', 'later'])
  expect(inOrder(mine, september).map((one) => one.id)).toEqual(['september', 'mine'])
  expect(inOrder(report('z', 'z', '2026-10'), mine).map((one) => one.id)).toEqual(['z', 'mine'])
})
