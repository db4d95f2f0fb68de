// A storage unit against its limits, how long it has been silent, and the round that reads all of them. Pure.
import { billionths, compare } from '../lib/amounts'
import type { Scale } from '../kitchen/limits'
import { clock, day } from '../lib/times'
import type { Entered } from './overlay'
import type { Unit, UnitLimits } from './shapes'

/** free: no limit is known, and none is invented here. */
export type UnitVerdict = 'good' | 'warm' | 'cold' | 'measure' | 'free'

export function judgeUnit(limits: UnitLimits, temperature: string): UnitVerdict {
  if (limits.min === null && limits.max === null) return 'free'
  if (billionths(temperature) === null) return 'measure'
  if (limits.max !== null && compare(temperature, limits.max) > 0) return 'warm'
  return limits.min !== null && compare(temperature, limits.min) < 0 ? 'cold' : 'good'
}

/** What the gauge shows: the limits, and room on both sides. */
export function unitScale(limits: UnitLimits): Scale {
  const most = limits.max === null ? Number(limits.min ?? 0) + 8 : Number(limits.max)
  const low = limits.min === null ? most - 12 : Number(limits.min)
  const step = Math.max(1, Math.ceil((most - low + 8) / 4))
  const from = Math.floor(low) - 4
  return { from, to: from + 4 * step, good: [limits.min === null ? from : low, most], ticks: [0, 1, 2, 3, 4].map((n) => from + n * step) }
}

/** The units with the readings that this tablet entered since, whether the server has them or not. */
export function withReadings(units: readonly Unit[], entries: readonly Entered[]): Unit[] {
  const last = new Map(units.map((unit) => [unit.id, unit.last]))
  for (const entry of entries) {
    if (entry.kind !== 'temperature_reading' || !['waiting', 'sent'].includes(entry.state)) continue
    const body = JSON.parse(entry.bytes) as { unit: string; temperature: string; occurred_at: string }
    const known = last.get(body.unit)
    if (!known || Date.parse(known.at) < Date.parse(body.occurred_at)) last.set(body.unit, { temperature: body.temperature, at: body.occurred_at })
  }
  return units.map((unit) => ({ ...unit, last: last.get(unit.id) ?? null }))
}

/** Units are read in the morning and in the afternoon: "2026-11-23 am". */
const half = (at: string | Date): string => `${day(at)} ${clock(at) < '12:00' ? 'am' : 'pm'}`

/** Whether a unit was read in this round, the half of the day that `now` lies in. */
export const isRead = (unit: Unit, now: Date): boolean => unit.last !== null && half(unit.last.at) === half(now)

/** Since which day there has been no reading: null where there was one today, "never" where there never was. */
export function silentSince(unit: Unit, now: Date): string | null {
  if (!unit.last) return 'never'
  const last = day(unit.last.at)
  return last < day(now) ? last : null
}

/** The next unit of the round after this one, from the top again at the end; null when all are read. */
export function nextUnit(units: readonly Unit[], here: string, now: Date): Unit | null {
  const at = units.findIndex((unit) => unit.id === here)
  return [...units.slice(at + 1), ...units.slice(0, at + 1)].find((unit) => unit.id !== here && !isRead(unit, now)) ?? null
}
