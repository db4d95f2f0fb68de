// What hands and the scale do to a line's weight: keys, loads put aside, baskets, packages, the order's own amount.
import { convert } from '../lib/amounts'
import { came, type DraftLine, loadsOf, onPad } from './draft'
import { type Key, press } from './entry'
import type { Reading } from './scale'
import { type Load, meant, type Packs, type Slip, slipOf } from './weigh'

export const isWeighable = (line: DraftLine): boolean => line.unit === 'kg' || line.unit === '斤'

export function type(line: DraftLine, key: Key): void {
  if (line.source === 'order') line.weight = key === 'erase' ? line.weight : '' // a new figure, not the order's with more behind it
  line.weight = press(line.weight, key, 3)
  line.source = 'typed'
}

/** The scale's own figure; where a tare was taken off on the scale, none is taken off here. */
export function take(line: DraftLine, reading: Reading): void {
  const unit = reading.unit === '斤' ? '斤' : 'kg'
  Object.assign(line, { weight: convert(reading.amount, reading.unit, unit) ?? '', unit, source: 'measured' })
  if (reading.net) line.tare = null
}

/** Puts the load on the pad aside for the next one, which stands in the same baskets. */
export function putAside(line: DraftLine): void {
  const load = onPad(line)
  if (!load || load.source === 'order') return
  Object.assign(line, { loads: [...(line.loads ?? []), load], weight: '', source: 'typed' })
}

export function drop(line: DraftLine, load: Load): void { line.loads = (line.loads ?? []).filter((one) => one !== load) }

export function asOrdered(line: DraftLine): void {
  if (line.ordered) Object.assign(line, { weight: line.ordered.amount, unit: line.ordered.unit, source: 'order', loads: [], packs: null, tare: null, baskets: 1 })
}

/** The other unit: a typed figure stays and means the other, what the scale said is told in it. */
export function inUnit(line: DraftLine, unit: string): void {
  if (line.source === 'measured') line.weight = convert(line.weight, line.unit, unit) ?? line.weight
  line.unit = unit
}

/** A slip in what was typed; nothing while only some of it is weighed, and none in what the scale or the order said. */
export function slip(line: DraftLine): Slip | null {
  const loads = loadsOf(line)
  if (loads.some((load) => load.source !== 'typed')) return null
  const found = slipOf({ amount: came(line), unit: line.unit }, line.ordered)
  return found?.less && (line.loads?.length || line.packs) ? null : found
}

/** The line as it was probably meant: every typed figure, or what was counted. */
export function asMeant(line: DraftLine, { way }: Slip): Pick<DraftLine, 'weight' | 'unit' | 'loads' | 'packs'> {
  const pad = meant({ amount: line.weight, unit: line.unit }, way)
  const packs = line.packs ? packsMeant(line.packs, way) : null
  const loads = (line.loads ?? []).map((load) => ({ ...load, gross: meant(load.gross, way) }))
  return { weight: line.weight ? pad.amount : '', unit: way === 'unit' ? pad.unit : line.unit, loads, packs }
}

const packsMeant = (packs: Packs, way: Slip['way']): Packs =>
  way === 'tenth' && packs.count % 10 === 0 ? { ...packs, count: packs.count / 10 } : { ...packs, content: meant(packs.content, way) }
