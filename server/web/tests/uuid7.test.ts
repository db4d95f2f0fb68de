import { expect, test } from 'vitest'
import { uuid7 } from '../src/lib/uuid7'

test('bears its version, its variant and its millisecond', () => {
  const at = Date.UTC(2026, 10, 23) + 50 * 365 * 86_400_000
  const id = uuid7(at)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})
test('rises while the clock stands still or steps back, past 4,096 in one millisecond', () => {
  const at = Date.UTC(2100, 0, 1)
  const ids = Array.from({ length: 10_000 }, (_, n) => uuid7(n % 2 ? at : at - 5000))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
