// A delivery while it is being checked, and the record it becomes. Pure: no clock, no network.
import { billionths, compare, convert, minus, shortest } from '../lib/amounts'
import type { Amount, Delivery, DeliveryLine, Expected, Ingredient, ReceiverRole, Supplier } from '../lib/types'
import { isDone } from './done'
import { settled } from './entry'
import { type Origin, originBody } from './origin'
import { type Load, type Packs, type Source, sum } from './weigh'

export type Outcome = '' | 'accepted' | 'partial' | 'rejected'
/** What marks a batch on its package; days as YYYY-MM-DD, empty where nothing is known. */
export interface Marks { lot: string; production: string; expiry: string }
/** A code that was scanned for a line, what it and those before it said, what stood there before it, and the scan before. */
export interface Scan { text: string; said: Marks; before: Marks; earlier: Scan | null }
export interface DraftLine extends Marks {
  line: number
  ingredient: Ingredient
  ordered: Amount | null
  price: string | null
  /** The figure on the pad: the only load, or the last one. */
  weight: string
  unit: string
  /** The loads weighed before it, the packages counted, and the baskets under the figure on the pad; none in a draft of
   * an earlier release. */
  loads?: Load[]
  packs?: Packs | null
  tare?: Amount | null
  baskets?: number
  source?: Source
  temperature: string
  label: string
  /** Null without a scan; a draft kept by an earlier release has none. */
  scan?: Scan | null
  look: '' | 'good' | 'poor'
  /** Where it comes from and the papers of meat; none while nobody wrote of them. */
  origin?: Origin
  /** Ids of photos kept on this tablet; none in a draft of an earlier release. */
  photos?: string[]
  rejected: string
  reason: string
  outcome: Outcome
}
/** at: when they signed, where it was before the delivery was handed in. */
export interface Signer { person: string; role: ReceiverRole; at?: string }
export interface Draft {
  /** The id of the entry it becomes, given when it was opened: what is on the disk of a tablet whose power went may be
   * seconds old, so that an id given later could be lost. A draft of an earlier release has none. */
  entry?: string
  site: string
  supplier: Supplier
  order: string | null
  number: string | null
  began: string
  plate: string
  vehicle: string
  note: string
  first: Signer | null
  second: Signer | null
  /** The refused entry that this one takes the place of. */
  mends?: string
  lines: DraftLine[]
}

export function newLine(line: number, ingredient: Ingredient, ordered: Amount | null, label: string | null, price: string | null): DraftLine {
  return {
    line, ingredient, ordered, price, weight: '', unit: ordered?.unit ?? ingredient.unit, temperature: '', label: label ?? '',
    lot: '', production: '', expiry: '', scan: null, look: '', rejected: '', reason: '', outcome: '',
  }
}

export function fromOrder(site: string, expected: Expected, now: Date): Draft {
  const lines = expected.lines.map((one) => newLine(one.line, one.ingredient, orderedOf(one.ordered), one.label_temperature, one.price))
  return { ...blank(site, expected.supplier, now), order: expected.order, number: expected.number, lines }
}

const orderedOf = (one: { amount: string | null; unit: string | null }): Amount | null => (one.amount !== null && one.unit !== null ? { amount: one.amount, unit: one.unit } : null)

export const blank = (site: string, supplier: Supplier, now: Date): Draft => ({
  site, supplier, order: null, number: null, began: now.toISOString(), plate: '', vehicle: '', note: '', first: null, second: null, lines: [],
})

/** The load on the pad; null while no figure stands there. */
export function onPad(line: DraftLine): Load | null {
  const gross = settled(line.weight)
  return gross ? { gross: { amount: gross, unit: line.unit }, tare: line.tare ?? null, baskets: line.baskets ?? 1, source: line.source ?? 'typed' } : null
}

/** Every load, the one on the pad last. */
export const loadsOf = (line: DraftLine): Load[] => [...(line.loads ?? []), onPad(line)].filter((load) => load !== null)

/** What came in all, in the line's unit: net of every load, and the packages; empty while nothing is entered. */
export const came = (line: DraftLine): string => sum(loadsOf(line), line.packs ?? null, line.unit)

export const isWeighed = (line: DraftLine): boolean => (billionths(came(line)) ?? 0n) > 0n
export { isDone }

/** The weight in the order's unit, for comparing; null for another kind of unit. */
export const inOrdered = (line: DraftLine): string | null =>
  line.ordered ? convert(came(line), line.unit, line.ordered.unit) : null

/** The amount kept, in the unit that was typed. */
export function accepted(line: DraftLine): string {
  const all = came(line) || '0'
  if (line.outcome === 'rejected') return '0'
  return line.outcome === 'partial' ? minus(all, settled(line.rejected) || '0') : all
}

/** Whether the part that goes back is more than nothing and less than what came. */
export function isPart(line: DraftLine): boolean {
  const back = settled(line.rejected)
  return back !== '' && compare(back, '0') > 0 && compare(back, came(line) || '0') < 0
}

/** Kilograms kept in all, of what has a mass. */
export function keptKilograms(lines: DraftLine[]): string {
  const sum = lines.filter(isDone).reduce((all, line) => all + (billionths(convert(accepted(line), line.unit, 'kg') ?? '0') ?? 0n), 0n)
  return shortest(sum)
}

/** Scanned, as long as the lot stands as the code said it and no production day was typed over the code's; measured
 * where the scale itself said every load; inferred where the amount is the order's and no lot says whose goods they are. */
export function evidence(line: DraftLine): DeliveryLine['evidence'] {
  const said = line.scan?.said
  if (said?.lot && said.lot === line.lot.trim() && (!said.production || said.production === line.production)) return 'scanned'
  const loads = loadsOf(line)
  if (loads.length && !line.packs && loads.every((load) => load.source === 'measured')) return 'measured'
  return line.source === 'order' && !line.lot.trim() ? 'inferred' : 'typed'
}

/** The loads as they go on record; a single figure without a basket says nothing that the amount does not. */
function weighings(line: DraftLine): DeliveryLine['weighings'] {
  const loads = loadsOf(line).filter((load) => load.source !== 'order')
  const [one] = loads
  if (!one || (loads.length === 1 && !one.tare && one.source === 'typed' && !line.packs)) return []
  return loads.map(({ gross, tare, baskets, source }) => ({ gross, tare, baskets, evidence: source === 'measured' ? 'measured' : 'typed' }))
}

function lineBody(line: DraftLine): DeliveryLine {
  const all = came(line) || '0'
  const back = line.outcome === 'rejected' ? all : line.outcome === 'partial' ? settled(line.rejected) : ''
  const amount = (value: string): Amount => ({ amount: value, unit: line.unit })
  return {
    line: line.line,
    ingredient: line.ingredient.id,
    ordered: line.ordered,
    delivered: amount(all),
    accepted: amount(accepted(line)),
    rejected: back ? amount(back) : null,
    weighings: weighings(line),
    package: line.packs ?? null,
    reason: line.reason || null,
    lot_code: line.lot.trim() || null,
    production_date: line.production || null,
    expiry_date: line.expiry || null,
    temperature: settled(line.temperature) || null,
    label_temperature: settled(line.label) || null,
    appearance: line.look || null,
    photos: line.photos ?? [],
    ...originBody(line.origin),
    unit_price: line.price,
    evidence: evidence(line),
  }
}

/** The photos of the lines that were checked. */
export const photosOf = (draft: Draft): string[] => draft.lines.filter(isDone).flatMap((line) => line.photos ?? [])

/** The record of the lines that were checked. `now` is when the first receiver signs. */
export function record(draft: Draft, now: Date): Delivery {
  const signed_at = now.toISOString()
  const signers = [draft.first, draft.second].filter((one) => one !== null)
  return {
    site: draft.site,
    supplier: draft.supplier.id,
    occurred_at: draft.began,
    order: draft.order,
    note_number: draft.note.trim() || null,
    vehicle: draft.plate.trim() || settled(draft.vehicle) ? { plate: draft.plate.trim() || null, temperature: settled(draft.vehicle) || null } : null,
    receivers: signers.map(({ person, role, at }) => ({ person, role, signed_at: at ?? signed_at })),
    documents: [],
    note: null,
    lines: draft.lines.filter(isDone).map(lineBody),
  }
}
