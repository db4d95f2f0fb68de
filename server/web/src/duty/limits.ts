// How hot, how strong and how long tableware must be disinfected: the limits that the server's rules read too. Pure.
import { compare } from '../lib/amounts'
import type { Threshold } from '../lib/types'
import type { Method } from './types'

/** strength: in which unit a method is measured, °C or mg/L; least, time: codes of its limits, where any is known. */
const BASES: Record<Method, { strength: '°C' | 'mg/L'; least?: string; time?: string }> = {
  steam: { strength: '°C', least: 'disinfect_steam_min', time: 'disinfect_steam_time_min' },
  boiling: { strength: '°C', least: 'disinfect_steam_min', time: 'disinfect_steam_time_min' },
  infrared: { strength: '°C', least: 'disinfect_infrared_min', time: 'disinfect_infrared_time_min' },
  dishwasher: { strength: '°C', least: 'disinfect_dishwasher_min' },
  chlorine: { strength: 'mg/L', least: 'disinfect_chlorine_min', time: 'disinfect_chlorine_time_min' },
  other: { strength: '°C' },
}
export const strengthOf = (method: Method): '°C' | 'mg/L' => BASES[method].strength

export interface Limits { least: Threshold | undefined; time: Threshold | undefined }
export function limitsOf(method: Method, thresholds: readonly Threshold[]): Limits {
  const find = (code: string | undefined): Threshold | undefined => thresholds.find((one) => one.code === code)
  return { least: find(BASES[method].least), time: find(BASES[method].time) }
}

export type Verdict = 'good' | 'weak' | 'brief' | 'measure' | 'free'
/** Whether it was hot or strong enough, for long enough; free: no limit is known, and none is invented here. */
export function judge({ least, time }: Limits, strength: string, minutes: string): Verdict {
  if (!least) return 'free'
  if (!strength || (time && !minutes)) return 'measure'
  if (compare(strength, least.value) < 0) return 'weak'
  return time && compare(minutes, time.value) < 0 ? 'brief' : 'good'
}
