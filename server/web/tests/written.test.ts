import { expect, test } from 'vitest'
import { asWritten } from '../src/outbox/written'

const AT = '2026-11-27T23:10:00.000Z'

test('moves what is typed in from paper to when it happened, and says so', () => {
  const body = { site: 's', occurred_at: '2026-11-28T05:00:00.000Z', receivers: [{ person: 'p', role: 'cook', signed_at: '2026-11-28T05:00:00.000Z' }] }
  expect(asWritten(body, AT)).toEqual({ paper: AT, body: { site: 's', occurred_at: AT, receivers: [{ person: 'p', role: 'cook', signed_at: AT }], from_paper: true } })
  expect(body.occurred_at).toBe('2026-11-28T05:00:00.000Z')
})
test('knows when samples were taken, thrown away and tested', () => {
  for (const moment of ['taken_at', 'disposed_at', 'tested_at']) expect(asWritten({ [moment]: 'x' }, AT).body).toEqual({ [moment]: AT, from_paper: true })
})
test('leaves alone what happens now, and what tells no time', () => {
  const now = { occurred_at: '2026-11-28T05:00:00.000Z' }
  expect(asWritten(now, null)).toEqual({ body: now, paper: null })
  for (const body of [{ present: 40 }, null, 'text']) expect(asWritten(body, AT)).toEqual({ body, paper: null })
})
