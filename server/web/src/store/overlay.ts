// The store as it is with all that this tablet entered: what the server told, moved by what it does not know yet. Pure.
import { billionths, compare, convert, minus, plus } from '../lib/amounts'
import { campusBatch } from '../lib/derive'
import { later } from '../lib/calendar'
import { day } from '../lib/times'
import type { Amount, Delivery } from '../lib/types'
import type { Entry } from '../outbox/store'
import type { Measured, Room, ShelfState, Stored, StockItem, Told } from './shapes'

export type Entered = Pick<Entry, 'id' | 'seq' | 'kind' | 'site' | 'bytes' | 'state' | 'sentAt' | 'title'>
interface Line { batch: string; amount: Amount }

/** How long before its expiry a batch asks to be used, as the server has it (traceability/kitchen/store.py). */
const SOON_DAYS = 2

/** A site's entries that an answer of that moment cannot hold, oldest first: those that wait, and those sent since. */
export const unknownAt = (entries: readonly Entered[], site: string, at: string): Entered[] =>
  entries
    .filter((one) => one.site === site && (one.state === 'waiting' || (one.state === 'sent' && (one.sentAt ?? '') > at)))
    .sort((a, b) => a.seq - b.seq)

/** Whether a batch may be used on a day; on the last day its label names, it may. */
export function stateOn(item: StockItem, today: string): ShelfState {
  if (item.state === 'held') return 'held'
  if (!item.expiry_date || item.expiry_date > later(today, SOON_DAYS)) return 'ok'
  return item.expiry_date < today ? 'expired' : 'expires_soon'
}

/** The store with these entries in it, first expired first, without a date last. */
export function overlay(told: Told, entries: readonly Entered[], today: string): Room {
  const items = new Map<string, Stored>(told.items.map((item) => [item.batch, { ...item, here: false }]))
  let openings = [...told.openings]
  for (const entry of entries) {
    const body = JSON.parse(entry.bytes) as { lines?: Line[]; batch?: string; amount?: Amount | null; opening?: string; occurred_at: string }
    const lines = body.lines ?? []
    if (entry.kind === 'delivery') for (const item of arrived(entry, told)) items.set(item.batch, item)
    if (entry.kind === 'stock_issue') for (const line of lines) move(items, line.batch, line.amount, minus)
    if (entry.kind === 'stock_return') for (const line of lines) move(items, line.batch, line.amount, plus)
    if (entry.kind === 'stock_count') count(items, lines)
    if (entry.kind === 'disposal' && body.batch) move(items, body.batch, body.amount ?? null, minus)
    if (entry.kind === 'opening' && body.batch) {
      const item = items.get(body.batch)
      openings.push({ id: entry.id, batch: body.batch, ingredient: item?.ingredient ?? null, lot: item?.lot ?? null, opened_at: body.occurred_at })
      move(items, body.batch, null, minus)
    }
    if (entry.kind === 'emptying') {
      const ended = openings.find((one) => one.id === body.opening)
      openings = openings.filter((one) => one !== ended)
      if (ended) move(items, ended.batch, null, minus)
    }
  }
  const left = [...items.values()].filter((item) => (billionths(item.remaining.amount ?? '') ?? 0n) > 0n)
  return { items: left.map((item) => ({ ...item, state: stateOn(item, today) })).sort(byExpiry), openings }
}

const byExpiry = (a: StockItem, b: StockItem): number => key(a) < key(b) ? -1 : 1
const key = (item: StockItem): string => `${item.expiry_date ?? '9999-12-31'} ${item.arrived ?? ''} ${item.batch}`

const inUnit = (amount: Amount | null, unit: string | null): string | null => (amount && unit ? convert(amount.amount, amount.unit, unit) : null)
const atLeastNothing = (amount: string): string => (compare(amount, '0') < 0 ? '0' : amount)

/** An amount that nobody weighed, or of another kind of unit, leaves the most as it is and takes all that was certain. */
function move(items: Map<string, Stored>, batch: string, amount: Amount | null, by: (a: string, b: string) => string): void {
  const item = items.get(batch)
  if (!item) return
  const moved = inUnit(amount, item.remaining.unit)
  const changed = (old: Measured, unknown: string): Measured =>
    ({ unit: old.unit, amount: moved === null ? unknown : atLeastNothing(by(old.amount ?? '0', moved)) })
  items.set(batch, { ...item, here: true, remaining: changed(item.remaining, item.remaining.amount ?? '0'), least: changed(item.least, '0') })
}

/** What lay in two places stands on two lines of one count. */
function count(items: Map<string, Stored>, lines: readonly Line[]): void {
  const found = new Map<string, string>()
  for (const line of lines) {
    const amount = inUnit(line.amount, items.get(line.batch)?.remaining.unit ?? null)
    if (amount !== null) found.set(line.batch, plus(found.get(line.batch) ?? '0', amount))
  }
  for (const [batch, amount] of found) {
    const item = items.get(batch)
    if (item) items.set(batch, { ...item, here: true, remaining: { ...item.remaining, amount }, least: { ...item.remaining, amount } })
  }
}

/** What a delivery puts into the store, under the ids that the server will derive too. */
function arrived(entry: Entered, told: Told): Stored[] {
  const body = JSON.parse(entry.bytes) as Delivery
  return body.lines.flatMap((line) => {
    const known = told.ingredients.get(line.ingredient ?? '')
    const unit = line.accepted && convert('1', line.accepted.unit, 'kg') !== null ? 'kg' : (line.accepted?.unit ?? null)
    const amount = inUnit(line.accepted ?? null, unit)
    if (amount === null) return []
    return [{
      batch: campusBatch(entry.id, line.line),
      ingredient: known ? { id: known.id, name: known.name, name_en: known.name_en, storage: known.storage } : null,
      lot: line.lot_code,
      supplier: { id: body.supplier, name: entry.title.name, name_en: entry.title.name_en },
      arrived: day(body.occurred_at),
      expiry_date: line.expiry_date,
      remaining: { amount, unit },
      least: { amount, unit },
      state: 'ok' as const,
      here: true,
    }]
  })
}
