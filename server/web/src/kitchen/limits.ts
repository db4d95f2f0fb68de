// The live verdict against the limits that the server's rules use too; no limit is invented here.
import { billionths, compare, plus } from '../lib/amounts'
import type { Ingredient, Threshold } from '../lib/types'

export interface Limit { limit: string; label: string | null; source: string; source_en: string }
export type Verdict =
  | { state: 'good' | 'over'; limit: Limit }
  | { state: 'measure'; limit: Limit }
  | { state: 'label' }
  | { state: 'free' }

const find = (thresholds: Threshold[], code: string): Threshold | undefined => thresholds.find((one) => one.code === code)

/** The highest core temperature at which this may be received; null where no limit is known or none is meant. */
export function limitOf(storage: Ingredient['storage'], label: string, thresholds: Threshold[]): Limit | 'label' | null {
  if (storage === 'frozen') {
    const rule = find(thresholds, 'receive_frozen_max')
    return rule ? { limit: rule.value, label: label || null, source: rule.source, source_en: rule.source_en } : null
  }
  if (storage === 'chilled') {
    const rule = find(thresholds, 'receive_chilled_over_label')
    if (!rule) return null
    return billionths(label) === null ? 'label' : { limit: plus(label, rule.value), label, source: rule.source, source_en: rule.source_en }
  }
  return null
}

export function judge(storage: Ingredient['storage'], temperature: string, label: string, thresholds: Threshold[]): Verdict {
  const limit = limitOf(storage, label, thresholds)
  if (limit === null) return { state: 'free' }
  if (limit === 'label') return { state: 'label' }
  if (billionths(temperature) === null) return { state: 'measure', limit }
  return { state: compare(temperature, limit.limit) > 0 ? 'over' : 'good', limit }
}

export interface Scale { from: number; to: number; good: [number, number]; ticks: number[] }

/** What the gauge shows: 16 degrees about a chilled label, 32 below and about the limit of frozen goods. */
export function scaleOf(storage: Ingredient['storage'], limit: Limit | null): Scale {
  if (storage === 'frozen') {
    const most = limit ? Number(limit.limit) : -9
    return { from: most - 23, to: most + 9, good: [most - 15, most], ticks: [-23, -15, -7, 0, 9].map((step) => most + step) }
  }
  const label = limit?.label ? Number(limit.label) : 4
  const most = limit ? Number(limit.limit) : label
  const low = Math.min(0, label)
  const from = low - 4
  const step = Math.max(4, Math.ceil((most + 5 - from) / 4))
  return { from, to: from + 4 * step, good: [low, limit?.label ? label : most], ticks: [0, 1, 2, 3, 4].map((n) => from + n * step) }
}
