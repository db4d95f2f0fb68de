import { expect, test } from 'vitest'
import { type Answer, decides, isChanged, isPeriod, isValue, lastMonth, lastTerm, nothing, UNCHANGED, wishOf, withAnswer } from '../src/rules/dry-run'

test('reckons the term and the month before', () => {
  expect(lastTerm('2026-11-23')).toEqual(['2026-02-01', '2026-07-15'])
  expect(lastTerm('2027-01-10')).toEqual(['2026-02-01', '2026-07-15'])
  expect(lastTerm('2027-03-01')).toEqual(['2026-09-01', '2027-01-31'])
  expect(lastMonth('2026-03-31')).toEqual(['2026-02-01', '2026-02-28'])
  expect([isPeriod('2026-01-01', '2026-12-31'), isPeriod('2026-02-01', '2026-01-31'), isPeriod('2024-01-01', '2026-01-01')]).toEqual([true, false, false])
})
test('asks for what was changed, and nothing else', () => {
  const changes = { R3: { severity: '' as const, from: '', limits: { a: '6', b: '' } }, L1: { severity: 'block' as const, from: '2026-12-01', limits: {} }, D1: UNCHANGED }
  expect(wishOf('s', '2026-09-01', '2026-09-30', changes, [])).toEqual({ sites: ['s'], first: '2026-09-01', last: '2026-09-30', packs: [], thresholds: { a: '6' }, rules: { L1: { severity: 'block', effective_from: '2026-12-01' } } })
  expect(Object.values(changes).map(isChanged)).toEqual([true, true, false])
  expect(['', '-18', '7.5', '7,5', 'x'].map(isValue)).toEqual([true, true, true, false, false])
})
test('says how far records decide a rule', () => {
  const rule = { judged: true, decided_by: ['delivery'], missing: null }
  expect([decides(rule), decides({ ...rule, missing: 'a form' }), decides({ ...rule, decided_by: [] })]).toEqual(['whole', 'partly', 'none'])
})
test('adds up schools', () => {
  const counts = (violated: number) => ({ evaluated: 9, violated, satisfied: 0, not_evidenced: 1 })
  const answer = (gained: number): Answer => ({ rules: [{ id: 'R3', title: '', title_en: '', stands: counts(1), would_be: counts(1 + gained), findings: { gained, lost: 0, graded: 0, same: 2 } }], gained: [{ id: 'f' }], lost: [], graded: [] }) as unknown as Answer
  const sum = withAnswer(withAnswer(nothing('2026-09-01', '2026-09-30'), 'a', answer(3)), 'b', answer(1))
  expect(sum.sites.map((one) => [one.id, one.changes.gained])).toEqual([['a', 3], ['b', 1]])
  expect([sum.rules[0]?.now, sum.rules[0]?.then, sum.changes]).toEqual([4, 8, { gained: 4, lost: 0, graded: 0, same: 4 }])
  expect(sum.found.gained).toHaveLength(2)
})
