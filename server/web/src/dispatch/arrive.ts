// Cooked food that has arrived, and the record it becomes: like a delivery. Pure: no clock, no network.
import { settled } from '../kitchen/entry'
import type { Signer } from '../kitchen/draft'
import type { Amount, Threshold } from '../lib/types'
import { holdVerdict } from './hold'
import type { Campus, OnTheWay, ReceiptBody } from './types'

export interface ArrivedDish { line: number; batch: string; dish: string; dish_en: string | null; portions: string; amount: Amount | null; rejected: boolean; reason: string }
export interface ArriveDraft {
  site: string
  dispatch: string
  sender: Campus | null
  sentAt: string
  madeAt: string | null
  eatBy: string | null
  seal: string | null
  left: string | null
  sealIntact: boolean | null
  temperature: string
  dishes: ArrivedDish[]
  /** Why it is accepted though something is wrong with it. */
  anyway: string
  first: Signer | null
  second: Signer | null
}

export function arriving(site: string, way: OnTheWay, first: Signer | null): ArriveDraft {
  return {
    site, dispatch: way.id, sender: way.sender, sentAt: way.sent_at, madeAt: way.made_at, eatBy: way.eat_by, seal: way.seal, left: way.temperature, sealIntact: null, temperature: '', anyway: '', first, second: null,
    dishes: way.items.map((item) => ({
      line: item.line, batch: item.batch, dish: item.dish ?? '', dish_en: item.dish_en, portions: item.portions === null ? '' : String(item.portions),
      amount: item.amount !== null && item.unit !== null ? { amount: item.amount, unit: item.unit } : null, rejected: false, reason: '',
    })),
  }
}

export type Wrong = 'seal' | 'temperature' | 'late'
/** What is wrong with it as it stands; nothing of this keeps it from being recorded. */
export function wrongs(draft: ArriveDraft, thresholds: Threshold[], now: number): Wrong[] {
  const late = draft.eatBy !== null && Date.parse(draft.eatBy) < now
  const all: (Wrong | false)[] = [draft.sealIntact === false && 'seal', holdVerdict(settled(draft.temperature), thresholds).state === 'between' && 'temperature', late && 'late']
  return all.filter((one) => one !== false)
}

export const accepted = (draft: ArriveDraft): ArrivedDish[] => draft.dishes.filter((one) => !one.rejected)

const PIECE = 'piece'
/** What goes back: as it was weighed when it left, else by the portion. */
const backOf = (dish: ArrivedDish): Amount | null => dish.amount ?? (Number(dish.portions) ? { amount: String(Number(dish.portions)), unit: PIECE } : null)

/** The record. `now` is when it arrived and was signed for. */
export function receiptBody(draft: ArriveDraft, now: Date): ReceiptBody {
  const occurred_at = now.toISOString()
  const temperature = settled(draft.temperature) || null
  return {
    site: draft.site,
    dispatch: draft.dispatch,
    occurred_at,
    items: draft.dishes.map((one) => {
      const back = one.rejected ? backOf(one) : null
      return {
        line: one.line, batch: one.batch, dish: one.dish || null, dish_en: one.dish_en, temperature, evidence: 'typed',
        accepted: one.rejected ? { amount: '0', unit: back?.unit ?? PIECE } : one.amount,
        rejected: back,
        portions: one.rejected ? null : Number(one.portions) || null,
        reason: (one.rejected ? one.reason : draft.anyway) || null,
      }
    }),
    seal_intact: draft.sealIntact,
    receivers: [draft.first, draft.second].filter((one) => one !== null).map((one) => ({ ...one, signed_at: occurred_at })),
    note: null,
  }
}
