// Cooked food that is about to leave, and the record it becomes. Pure: no clock, no network.
import type { DayDish } from '../cook/types'
import { settled } from '../kitchen/entry'
import type { Threshold } from '../lib/types'
import { eatBy, type EatBy } from './hold'
import type { DispatchBody } from './types'

export interface SendDish { batch: string; dish: string; dish_en: string | null; portions: string; madeAt: string }
export interface SendDraft {
  site: string
  to: string
  dishes: SendDish[]
  seal: string
  plate: string
  temperature: string
  /** Typed by a person; null: as the dishes and the limits say. */
  madeAt: string | null
  eatBy: string | null
  first: string | null
  second: string | null
}

export const emptySend = (site: string, to: string, first: string | null): SendDraft =>
  ({ site, to, dishes: [], seal: '', plate: '', temperature: '', madeAt: null, eatBy: null, first, second: null })

/** The pots of a dish, each a container of its own. */
export const containersOf = (dish: DayDish): SendDish[] =>
  dish.batches.map((pot) => ({ batch: pot.batch, dish: dish.dish ?? '', dish_en: dish.dish_en, portions: '', madeAt: pot.at }))

/** When the oldest of it was made. */
export const madeAt = (draft: SendDraft): string | null =>
  draft.madeAt ?? draft.dishes.map((one) => one.madeAt).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null

/** Until when it may be eaten, as typed or as the limits say; rule null: as typed. */
export function eatByOf(draft: SendDraft, thresholds: Threshold[]): { at: string; rule: EatBy['rule'] | null } | null {
  if (draft.eatBy) return { at: draft.eatBy, rule: null }
  const made = madeAt(draft)
  return made ? eatBy(made, settled(draft.temperature), thresholds) : null
}

export const portionsOf = (dishes: { portions: string }[]): number => dishes.reduce((sum, one) => sum + Number(one.portions || '0'), 0)

/** The record. `maker` is who cooked, as the label says; `now` is when it leaves. */
export function dispatchBody(draft: SendDraft, maker: string, thresholds: Threshold[], now: Date): DispatchBody {
  const [only, ...more] = draft.dishes
  return {
    site: draft.site,
    occurred_at: now.toISOString(),
    destination: draft.to,
    items: draft.dishes.map((one, n) => ({
      line: n + 1, batch: one.batch, dish: one.dish || null, dish_en: one.dish_en, amount: null, portions: Number(one.portions) || null, evidence: 'typed',
    })),
    vehicle_plate: draft.plate.trim() || null,
    seal: draft.seal.trim() || null,
    label: { food: only && !more.length ? only.dish || null : null, maker: maker || null, made_at: madeAt(draft), eat_by: eatByOf(draft, thresholds)?.at ?? null, how_to_eat: null },
    temperature: settled(draft.temperature) || null,
    signer: draft.first,
    second_signer: draft.second,
    note: null,
  }
}
