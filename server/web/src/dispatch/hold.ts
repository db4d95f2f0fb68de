// How cooked food travels, hot or cold, and until when it may be eaten then. Pure; no limit is invented here.
import { compare } from '../lib/amounts'
import type { Threshold } from '../lib/types'

/** between: neither hot nor cold enough. measure: nobody measured. free: no limit is known. */
export type Held = 'hot' | 'cold' | 'between' | 'measure' | 'free'
export interface HoldVerdict { state: Held; hot: Threshold | null; cold: Threshold | null }
export interface EatBy { at: string; rule: Threshold }

const find = (thresholds: Threshold[], code: string): Threshold | null => thresholds.find((one) => one.code === code) ?? null
const MILLISECONDS: Record<string, number> = { MIN: 60_000, HUR: 3_600_000 }

export function holdVerdict(degrees: string, thresholds: Threshold[]): HoldVerdict {
  const [hot, cold] = [find(thresholds, 'hold_hot_min'), find(thresholds, 'hold_cold_max')]
  const state = (): Held => {
    if (!hot || !cold) return 'free'
    if (!degrees) return 'measure'
    if (compare(degrees, hot.value) > 0) return 'hot' // above it, as the rule has it
    return compare(degrees, cold.value) <= 0 ? 'cold' : 'between'
  }
  return { state: state(), hot, cold }
}

const LASTS: Record<Held, string> = { hot: 'delivered_hot_max', cold: 'delivered_cold_max', between: 'danger_zone_max', measure: 'danger_zone_max', free: 'danger_zone_max' }

/** Until when food made then may be eaten, travelling so: what nobody measured has the shortest time. */
export function eatBy(madeAt: string, degrees: string, thresholds: Threshold[]): EatBy | null {
  const rule = find(thresholds, LASTS[holdVerdict(degrees, thresholds).state])
  const unit = MILLISECONDS[rule?.unit ?? '']
  return rule && unit ? { at: new Date(Date.parse(madeAt) + Number(rule.value) * unit).toISOString(), rule } : null
}

/** "2:05" hours and minutes from then to now; "0:00" before. */
export function since(then: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(then)) / 60_000))
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** A moment so many minutes later, or earlier. */
export const shifted = (iso: string, minutes: number): string => new Date(Date.parse(iso) + minutes * 60_000).toISOString()
