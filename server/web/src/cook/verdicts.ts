// The live verdicts against the limits that the server's rules use too; no limit is invented here.
import { compare, convert } from '../lib/amounts'
import type { Threshold } from '../lib/types'

export type State = 'good' | 'under' | 'measure' | 'free'
export interface Verdict { state: State; rule: Threshold | null }

const find = (thresholds: Threshold[], code: string): Threshold | undefined => thresholds.find((one) => one.code === code)

function atLeast(rule: Threshold | undefined, value: string): Verdict {
  if (!rule) return { state: 'free', rule: null }
  if (!value) return { state: 'measure', rule }
  return { state: compare(value, rule.value) < 0 ? 'under' : 'good', rule }
}

/** Whether the core got hot enough; free: the dish need not be cooked through, or no limit is known. */
export const coreVerdict = (through: boolean, core: string, thresholds: Threshold[]): Verdict => atLeast(through ? find(thresholds, 'cook_core_min') : undefined, core)

/** Whether what is heated again got hot enough. */
export const reheatVerdict = (core: string, thresholds: Threshold[]): Verdict => atLeast(find(thresholds, 'reheat_core_min'), core)

/** Whether a sample weighs enough. */
export const sampleVerdict = (grams: string, thresholds: Threshold[]): Verdict => atLeast(find(thresholds, 'sample_mass_min'), grams)

/** How long samples are kept, in milliseconds. */
export const keptFor = (thresholds: Threshold[]): number => Number(find(thresholds, 'sample_kept_min')?.value ?? '48') * 3_600_000

/** "29:05" until a moment: hours and minutes, rounded up; null when it has come. */
export function left(until: string, now: number): string | null {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000)
  return minutes > 0 ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` : null
}

/** Kilograms as grams: "0.166" is "166". */
export const grams = (amount: string | null, unit: string | null): string | null => (amount === null || unit === null ? null : convert(amount, unit, 'g'))

const SILENT_HOURS = 24
/** Whether nobody has read a storage unit for a day. */
export const isSilent = (last: { at: string } | null, now: number): boolean => last === null || now - Date.parse(last.at) > SILENT_HOURS * 3_600_000
