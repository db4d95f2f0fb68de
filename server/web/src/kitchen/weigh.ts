// Loads on the scale, baskets under them, packages counted, and what a slip of the hand was meant to be. Pure and exact.
import { billionths, compare, convert, minus, plus, shortest } from '../lib/amounts'
import type { Amount } from '../lib/types'

/** Where a figure comes from: a person's fingers, the scale itself, or the order (nobody weighed). */
export type Source = 'typed' | 'measured' | 'order'
/** One load: gross as read, and so many baskets of one tare under it. */
export interface Load { gross: Amount; tare: Amount | null; baskets: number; source: Source }
/** Packages counted, e.g. 5 箱 of 10 kg. */
export interface Packs { count: number; unit: string; content: Amount }

export const PACKAGES = ['箱', '袋', '桶', '包', '盒', '瓶', '筐', '板']

export const times = (amount: string, count: number): string => shortest((billionths(amount) ?? 0n) * BigInt(count))
const halved = (amount: string): string => shortest((billionths(amount) ?? 0n) / 2n)
const tenth = (amount: string): string => shortest((billionths(amount) ?? 0n) / 10n)

/** What the baskets weigh together, in a unit; "0" where none stands there. */
export const tareIn = (load: Pick<Load, 'tare' | 'baskets'>, unit: string): string =>
  load.tare ? times(convert(load.tare.amount, load.tare.unit, unit) ?? '0', load.baskets) : '0'

/** Gross less tare, in the gross's own unit; below zero where the baskets outweigh the load. */
export const net = (load: Load): string => minus(load.gross.amount, tareIn(load, load.gross.unit))

/** All loads and packages together, in a unit; empty where there are none. */
export function sum(loads: Load[], packs: Packs | null, unit: string): string {
  if (!loads.length && !packs) return ''
  const whole = packs ? (convert(times(packs.content.amount, packs.count), packs.content.unit, unit) ?? '0') : '0'
  return loads.reduce((all, load) => plus(all, convert(net(load), load.gross.unit, unit) ?? '0'), whole)
}

/** How a figure was probably meant: in the other unit (斤 for 公斤), halved or doubled, or with its point one place on. */
export type Way = 'unit' | 'half' | 'double' | 'tenth' | 'tenfold'
/** A total that is about `factor` times what was ordered, or that part of it (less). */
export interface Slip { factor: 2 | 10; less: boolean; way: Way }

/** A figure as it was probably meant. */
export function meant(amount: Amount, way: Way): Amount {
  const { amount: figure, unit } = amount
  if (way === 'unit') return { amount: figure, unit: unit === 'kg' ? '斤' : 'kg' }
  return { amount: { half: halved, double: (text: string) => times(text, 2), tenth, tenfold: (text: string) => times(text, 10) }[way](figure), unit }
}

/** Whether a is about `percent` of b, within so many parts of a hundred. */
function near(a: string, b: string, percent: bigint, within: bigint): boolean {
  const [x, y] = [(billionths(a) ?? 0n) * 10_000n, (billionths(b) ?? 0n) * percent]
  return x >= y * (100n - within) && x <= y * (100n + within)
}

/** A total that is about twice or ten times what was ordered, or half or a tenth of it: 斤 taken for 公斤, or the
 * decimal point misplaced. Deliveries vary too, so that "about" is 15 in a hundred, of ten 25. */
export function slipOf(total: Amount, ordered: Amount | null): Slip | null {
  const came = ordered && convert(total.amount, total.unit, ordered.unit)
  if (!ordered || !came || compare(came, '0') <= 0 || compare(ordered.amount, '0') <= 0) return null
  const about = (percent: bigint, within: bigint): boolean => near(came, ordered.amount, percent, within)
  if (about(1000n, 25n)) return { factor: 10, less: false, way: 'tenth' }
  if (about(10n, 25n)) return { factor: 10, less: true, way: 'tenfold' }
  if (total.unit !== 'kg' && total.unit !== '斤') return null
  if (about(200n, 15n)) return { factor: 2, less: false, way: total.unit === 'kg' ? 'unit' : 'half' }
  if (about(50n, 15n)) return { factor: 2, less: true, way: total.unit === '斤' ? 'unit' : 'double' }
  return null
}
