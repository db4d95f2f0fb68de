import { expect, test } from 'vitest'
import { isDay, later, monthName, months } from '../src/lib/calendar'
import { clock, day, spoken } from '../src/lib/times'

test('reads moments in Beijing whatever the zone they came in', () => {
  expect([day('2026-11-22T22:42:00Z'), clock('2026-11-22T22:42:00Z'), day('2026-11-23')]).toEqual(['2026-11-23', '06:42', '2026-11-23'])
})
test('speaks the day in both languages', () => {
  const at = new Date('2026-11-23T06:42:00+08:00')
  expect(spoken(at, 'zh-CN')).toBe('11月23日 周一')
  expect(spoken(at, 'en')).toBe('Mon 23 Nov')
})
test('names months', () => expect([monthName('2026-10', 'zh-CN'), monthName('2026-10', 'en')]).toEqual(['2026年10月', 'October 2026']))
test('counts months back across a year', () => expect(months(4, new Date('2026-02-10T00:00:00Z'))).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']))
test('steps days across months', () => expect([later('2026-11-30', 1), later('2026-03-01', -1)]).toEqual(['2026-12-01', '2026-02-28']))
test('knows the days there are', () => expect(['2026-02-28', '2026-02-30', '20226-01-01', '2026-1-1', '1999-12-31'].map(isDay)).toEqual([true, false, false, false, false]))
