// How a storage unit's limits and its silence are said, in the words of one language.
import { later } from '../lib/calendar'
import { shortDay, day } from '../lib/times'
import type { Catalogue } from '../lib/messages/zh'
import type { Unit, UnitLimits } from './shapes'
import { silentSince } from './units'

type Words = Catalogue['store']['temps']
export const degrees = (text: string): string => text.replace('-', '−')

export function limitsWord({ min, max }: UnitLimits, w: Words): string {
  if (min !== null && max !== null) return w.range(degrees(min), degrees(max))
  if (max !== null) return w.notAbove(degrees(max))
  return min !== null ? w.notBelow(degrees(min)) : w.noLimit
}

/** Empty where there was a reading today. */
export function silenceWord(unit: Unit, now: Date, w: Words): string {
  const since = silentSince(unit, now)
  if (since === null) return ''
  if (since === 'never') return w.never
  return since === later(day(now), -1) ? w.sinceYesterday : w.since(shortDay(since))
}
