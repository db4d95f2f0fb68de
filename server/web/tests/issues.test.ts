import { expect, test } from 'vitest'
import { mass } from '../src/store/bodies'
import { returnable } from '../src/store/issues'
import type { Entered } from '../src/store/overlay'

const kg = (amount: string) => ({ amount, unit: 'kg' })
const TODAY = '2026-11-23'
const listed = (id: string, occurred_at: string, ...lines: object[]) => ({ id, voided: false, body: { occurred_at, person: null, lines } })
const kept = (id: string, kind: string, body: object): Entered => ({ id, seq: 1, kind, site: 's', bytes: JSON.stringify(body), state: 'waiting', sentAt: null, title: { name: null, name_en: null, count: null, amount: null } })
const line = (batch: string, amount: string) => ({ batch, amount: kg(amount) })

test('offers what was issued today and yesterday, newest first', () => {
  const issues = [listed('old', '2026-11-21T02:00:00Z', line('a', '9')), listed('i', '2026-11-22T02:00:00Z', line('a', '5'))]
  const found = returnable(issues, [], [kept('k', 'stock_issue', { occurred_at: '2026-11-23T02:00:00Z', person: null, lines: [line('b', '2')] })], TODAY)
  expect(found.map((one) => [one.issue, one.batch, one.left])).toEqual([['k', 'b', '2'], ['i', 'a', '5']])
})
test('offers only what is not back yet, however it came back', () => {
  const issues = [listed('i', '2026-11-23T02:00:00Z', line('a', '5'), line('b', '1'))]
  const returns = [{ id: 'r', voided: false, body: { issue: 'i', lines: [line('a', '1')] } }]
  const here = kept('q', 'stock_return', { issue: 'i', lines: [{ batch: 'a', amount: { amount: '3', unit: '斤' } }, line('b', '1')] })
  expect(returnable(issues, returns, [here], TODAY).map((one) => [one.batch, one.left])).toEqual([['a', '2.5']])
})
test('offers a batch once that stood on two lines of an issue', () => {
  const issues = [listed('i', '2026-11-23T02:00:00Z', line('a', '5'), { batch: 'a', amount: { amount: '1', unit: '斤' } })]
  expect(returnable(issues, [{ id: 'r', voided: false, body: { issue: 'i', lines: [line('a', '2')] } }], [], TODAY).map((one) => [one.batch, one.left])).toEqual([['a', '3.5']])
})
test('counts an entry once that server and tablet both have', () => {
  const issues = [listed('i', '2026-11-23T02:00:00Z', line('a', '5'))]
  expect(returnable(issues, [], [kept('i', 'stock_issue', issues[0]?.body ?? {})], TODAY)).toHaveLength(1)
})
test('weighs a slip, and says nothing of what has no mass', () => {
  expect(mass([kg('0.1'), { amount: '0.4', unit: '斤' }, { amount: '30', unit: 'piece' }])).toBe('0.3')
  expect(mass([{ amount: '30', unit: 'piece' }])).toBeNull()
})
