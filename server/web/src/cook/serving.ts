// What goes onto the plates, how hot it is there, and the record a serving becomes. Pure: no clock, no network.
import { settled } from '../kitchen/entry'
import { holdVerdict } from '../dispatch/hold'
import type { Threshold } from '../lib/types'
import type { DayDish, Serving } from './types'

/** °C as typed, by dish. */
export type Heat = Record<string, string>
/** unmeasured, warm: why a dish that stood longer than the limit may not be served so. */
export interface Stood { dish: DayDish; minutes: string; why: 'unmeasured' | 'warm' }

const find = (thresholds: Threshold[], code: string): Threshold | undefined => thresholds.find((one) => one.code === code)
/** When the first of a dish's batches was done here; null: none was cooked here. */
export const madeAt = (dish: DayDish): string | null => dish.batches.filter((one) => one.how === 'cooked').map((one) => one.at).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null

/** The first dish that stood longer than the limit, and is not known to be hot or cold enough. */
export function stoodTooLong(plates: readonly DayDish[], heat: Heat, thresholds: Threshold[], now: number): Stood | null {
  const limit = find(thresholds, 'danger_zone_max')
  if (!limit) return null
  for (const dish of plates) {
    const made = madeAt(dish)
    if (made === null || now - Date.parse(made) <= Number(limit.value) * 60_000) continue
    const { state } = holdVerdict(settled(heat[dish.dish ?? ''] ?? ''), thresholds)
    if (state === 'measure' || state === 'between') return { dish, minutes: limit.value, why: state === 'measure' ? 'unmeasured' : 'warm' }
  }
  return null
}

/** The record: one temperature for all batches of a dish, left out where nobody measured. */
export function servingBody(told: Pick<Serving, 'site' | 'occurred_at' | 'meal' | 'group' | 'portions'>, plates: readonly DayDish[], heat: Heat): Serving {
  const dishes = plates.flatMap((dish) => {
    const temperature = settled(heat[dish.dish ?? ''] ?? '')
    return dish.batches.map(({ batch }) => ({ batch, amount: null, ...(temperature ? { temperature } : {}) }))
  })
  return { ...told, dishes }
}
