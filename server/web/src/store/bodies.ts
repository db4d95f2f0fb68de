// The records that the store room makes. Pure: the moment is given.
import { billionths, convert, shortest } from '../lib/amounts'
import type { Amount, Disposal, DisposalReason, StockCount, StockIssue, StockReturn } from '../lib/types'
import type { SlipLine } from './shapes'

interface Made { site: string; now: Date }

export const issueOf = ({ site, now }: Made, person: string | null, lines: readonly SlipLine[]): StockIssue => ({
  site, occurred_at: now.toISOString(), person, note: null, lines: lines.map(({ item, amount }) => ({ batch: item.batch, amount, evidence: 'typed' })),
})

export const returnOf = ({ site, now }: Made, issue: string, batch: string, amount: Amount): StockReturn => ({
  site, occurred_at: now.toISOString(), issue, lines: [{ batch, amount, evidence: 'typed' }],
})

export const countOf = ({ site, now }: Made, person: string | null, batch: string, amount: Amount): StockCount => ({
  site, occurred_at: now.toISOString(), person, note: null, lines: [{ batch, amount, evidence: 'typed' }],
})

export const disposalOf = ({ site, now }: Made, handler: string | null, batch: string, amount: Amount | null, reason: DisposalReason): Disposal => ({
  site, batch, amount, reason, occurred_at: now.toISOString(), handler, note: null,
})

/** Kilograms of all that has a mass; null where nothing has. */
export function mass(amounts: readonly Amount[]): string | null {
  const masses = amounts.map(({ amount, unit }) => convert(amount, unit, 'kg')).filter((one) => one !== null)
  return masses.length ? shortest(masses.reduce((sum, one) => sum + (billionths(one) ?? 0n), 0n)) : null
}
