// What is ordered of what was suggested. Pure.
import { settled } from '../kitchen/entry'
import { compare } from '../lib/amounts'
import type { PurchaseOrder, SuggestedLine } from './types'

export interface Ordered { line: SuggestedLine; amount: string }

/** The lines with an amount, and the places of those that are no number. */
export function ordersOf(lines: SuggestedLine[], typed: (string | undefined)[]): { lines: Ordered[]; faulty: Set<number> } {
  const found: Ordered[] = []
  const faulty = new Set<number>()
  lines.forEach((line, n) => {
    const text = (typed[n] ?? '').trim().normalize('NFKC')
    const amount = settled(text)
    if (text && (!amount || compare(amount, '0') < 0)) faulty.add(n)
    else if (amount && compare(amount, '0') > 0) found.push({ line, amount })
  })
  return { lines: found, faulty }
}

/** The record; a price stands in it where it is per unit of the amount. platform: whether it was placed on the collective-purchase platform. */
export const orderBody = (site: string, supplier: string, contract: string | null, due: string, lines: Ordered[], now: Date, platform: boolean | null = null): PurchaseOrder => ({
  site, supplier, contract, due, number: null, note: null, ordered_at: now.toISOString(), ...(platform === null ? {} : { on_platform: platform }),
  lines: lines.map(({ line, amount }, n) => ({
    line: n + 1, ingredient: line.ingredient.id, amount: { amount, unit: line.unit }, unit_price: line.price_unit === line.unit ? line.unit_price : null, label_temperature: null,
  })),
})
