import { expect, test } from 'vitest'
import { en } from '../src/lib/messages/en'
import type { Entered } from '../src/store/overlay'
import type { Unit } from '../src/store/shapes'
import { isRead, judgeUnit, nextUnit, silentSince, unitScale, withReadings } from '../src/store/units'
import { limitsWord, silenceWord } from '../src/store/words'

const limits = (min: string | null, max: string | null) => ({ min, max, source: null, source_en: null })
const unit = (id: string, at: string | null, temperature = '4'): Unit => ({ id, name: id, name_en: null, storage: 'chilled', limits: limits('0', '8'), last: at ? { temperature, at } : null })
const NOW = new Date('2026-11-23T06:42:00+08:00')
const reading = (of: string, temperature: string, occurred_at: string, state: Entered['state'] = 'waiting'): Entered => ({
  id: 'r', seq: 1, kind: 'temperature_reading', site: 's', bytes: JSON.stringify({ unit: of, temperature, occurred_at }), state, sentAt: null, title: { name: null, name_en: null, count: null, amount: null },
})

test('passes a unit on its limits and not a tenth beyond', () => {
  expect(['0', '8', '-0.1', '8.1', ''].map((one) => judgeUnit(limits('0', '8'), one))).toEqual(['good', 'good', 'cold', 'warm', 'measure'])
})
test('knows a freezer only by its upper limit', () => {
  expect(['-18', '-12', '-11.9', '-60'].map((one) => judgeUnit(limits(null, '-12'), one))).toEqual(['good', 'good', 'warm', 'good'])
})
test('invents no limit', () => expect(judgeUnit(limits(null, null), '40')).toBe('free'))
test('shows the limits and some room on the gauge', () => {
  for (const one of [limits('0', '8'), limits(null, '-12'), limits('0', null), limits(null, null)]) {
    const { from, to, good, ticks } = unitScale(one)
    expect(from).toBeLessThanOrEqual(good[0])
    expect(to).toBeGreaterThan(good[1])
    expect([ticks[0], ticks[4]]).toEqual([from, to])
  }
})
test('takes the newest reading, whoever has it', () => {
  const units = [unit('a', '2026-11-22T06:00:00+08:00'), unit('b', '2026-11-23T06:30:00+08:00', '3')]
  const all = [reading('a', '5', '2026-11-22T22:35:00Z', 'sent'), reading('b', '9', '2026-11-22T22:00:00Z'), reading('a', '20', '2026-11-22T22:40:00Z', 'withdrawn')]
  expect(withReadings(units, all).map((one) => one.last?.temperature)).toEqual(['5', '3'])
})
test('says since when a unit is silent', () => {
  const words = (at: string | null) => silenceWord(unit('a', at), NOW, en.store.temps)
  expect(silentSince(unit('a', '2026-11-23T00:10:00+08:00'), NOW)).toBeNull()
  expect(words('2026-11-23T00:10:00+08:00')).toBe('')
  expect(words('2026-11-22T23:50:00+08:00')).toBe('No reading since yesterday')
  expect(words('2026-11-20T08:00:00+08:00')).toBe('No reading since 11-20')
  expect(words(null)).toBe('Never read')
})
test('reads each unit once in the morning and once in the afternoon', () => {
  expect(isRead(unit('a', '2026-11-23T06:00:00+08:00'), NOW)).toBe(true)
  expect(isRead(unit('a', '2026-11-23T06:00:00+08:00'), new Date('2026-11-23T12:00:00+08:00'))).toBe(false)
  expect(isRead(unit('a', '2026-11-22T06:00:00+08:00'), NOW)).toBe(false)
})
test('goes on to the next unit that nobody read, around the end', () => {
  const units = [unit('a', null), unit('b', null), unit('c', '2026-11-23T06:00:00+08:00')]
  expect(nextUnit(units, 'a', NOW)?.id).toBe('b')
  expect(nextUnit(units, 'b', NOW)?.id).toBe('a')
  expect(nextUnit([unit('a', null)], 'a', NOW)).toBeNull()
})
test('says limits with the sign of print', () => expect(limitsWord(limits(null, '-12'), en.store.temps)).toBe('Not above −12 °C'))
