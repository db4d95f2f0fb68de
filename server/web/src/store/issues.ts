// What was issued these two days and may still go back into the store. Pure.
import { compare, convert, minus, plus } from '../lib/amounts'
import { later } from '../lib/calendar'
import { day } from '../lib/times'
import type { Amount } from '../lib/types'
import type { Entered } from './overlay'

interface Line { batch: string; amount: Amount }
/** A record as the server lists it. */
export interface Listed { id: string; voided: boolean; body: Record<string, unknown> | null }
interface IssueBody { occurred_at: string; person: string | null; lines: Line[] }
interface ReturnBody { issue: string; lines: Line[] }
/** One batch of one issue: as issued, and what of it is not back yet. */
export interface Issued { issue: string; at: string; person: string | null; batch: string; amount: Amount; left: string }

/** Records of one kind from server and tablet, each once. */
function bodies<T>(kind: string, listed: readonly Listed[], entries: readonly Entered[]): Map<string, T> {
  const all = new Map<string, T>()
  for (const one of listed) if (!one.voided && one.body) all.set(one.id, one.body as T)
  for (const one of entries) if (one.kind === kind && ['waiting', 'sent'].includes(one.state)) all.set(one.id, JSON.parse(one.bytes) as T)
  return all
}

/** Batch by batch; one that stands on several lines in the unit of the first. */
function byBatch(lines: readonly Line[]): Map<string, Amount> {
  const sums = new Map<string, Amount>()
  for (const { batch, amount } of lines) {
    const sum = sums.get(batch)
    sums.set(batch, sum ? { unit: sum.unit, amount: plus(sum.amount, convert(amount.amount, amount.unit, sum.unit) ?? '0') } : amount)
  }
  return sums
}

/** Batches issued today and yesterday of which something is not back, newest first. */
export function returnable(issues: readonly Listed[], returns: readonly Listed[], entries: readonly Entered[], today: string): Issued[] {
  const back = [...bodies<ReturnBody>('stock_return', returns, entries).values()]
  const from = later(today, -1)
  const found: Issued[] = []
  for (const [issue, body] of bodies<IssueBody>('stock_issue', issues, entries)) {
    if (day(body.occurred_at) < from) continue
    for (const [batch, amount] of byBatch(body.lines)) {
      let left = amount.amount
      for (const one of back.filter((other) => other.issue === issue).flatMap((other) => other.lines)) {
        if (one.batch === batch) left = minus(left, convert(one.amount.amount, one.amount.unit, amount.unit) ?? '0')
      }
      if (compare(left, '0') > 0) found.push({ issue, at: body.occurred_at, person: body.person, batch, amount, left })
    }
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}
