import { expect, test } from 'vitest'
import { type Burst, key, quiet } from '../src/scan/wedge'

/** Presses keys `apart` milliseconds from each other; the scans that came of it. */
function press(keys: string[], apart: number): string[] {
  let burst: Burst = quiet
  const scans: string[] = []
  keys.forEach((pressed, n) => {
    const next = key(burst, pressed, 1000 + n * apart)
    burst = next.burst
    if (next.scan !== null) scans.push(next.scan)
  })
  return scans
}

test('takes a fast burst that ends with Enter', () => expect(press([...'6901234567892', 'Enter'], 8)).toEqual(['6901234567892']))
test('takes a slow Bluetooth scanner', () => expect(press([...'6901234567892', 'Enter'], 45)).toEqual(['6901234567892']))
test('takes no person for a scanner', () => expect(press([...'6901234567892', 'Enter'], 120)).toEqual([]))
test('takes no roll over a few keys', () => expect(press([...'abc', 'Enter'], 8)).toEqual([]))
test('takes no burst that a person ends later', () => {
  let burst = quiet
  for (const [n, pressed] of [...'6901234567892'].entries()) burst = key(burst, pressed, n * 8).burst
  expect(key(burst, 'Enter', 2000).scan).toBeNull()
})
test('begins anew after a pause', () => {
  let burst = quiet
  for (const [n, pressed] of [...'xyz'].entries()) burst = key(burst, pressed, n * 8).burst
  for (const [n, pressed] of [...'690123'].entries()) burst = key(burst, pressed, 900 + n * 8).burst
  expect(key(burst, 'Enter', 950).scan).toBe('690123')
})
test('passes over Shift, and takes F8 for the separator', () => expect(press(['Shift', ']', 'Shift', 'C', ...'110AB12', 'F8', ...'17261130', 'Enter'], 10)).toEqual([']C110AB12\u001d17261130']))
test('reads two scans one after the other', () => expect(press([...'96385074', 'Enter', ...'6901234567892', 'Tab'], 5)).toEqual(['96385074', '6901234567892']))
