import { expect, test } from 'vitest'
import { deviceClock, roughly } from '../src/lib/device-clock.svelte'

const NOW = Date.parse('2026-11-27T06:00:00Z')
test('is right within a few minutes, and says how far it is off beyond', () => {
  deviceClock.learn('Fri, 27 Nov 2026 05:57:00 GMT', NOW)
  expect(deviceClock.off).toBe(0)
  deviceClock.learn('Thu, 26 Nov 2026 06:00:00 GMT', NOW)
  expect(deviceClock.off).toBe(86_400_000)
  deviceClock.learn(null, NOW)
  expect(deviceClock.off).toBe(86_400_000)
  deviceClock.learn('Fri, 27 Nov 2026 06:00:00 GMT', NOW)
  expect(deviceClock.off).toBe(0)
})
test('tells so much time in its largest unit', () => {
  expect(roughly(-86_000_000)).toEqual([1, 'days'])
  expect(roughly(3 * 3_600_000 + 60_000)).toEqual([3, 'hours'])
  expect(roughly(-400_000)).toEqual([7, 'minutes'])
})
