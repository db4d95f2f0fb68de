// What the authority published for each food: the price that holds today, and whom none holds for. Pure.
import { compare, minus, plus } from '../lib/amounts'
import { later } from '../lib/calendar'
import type { components } from '../lib/api'

export type Body = components['schemas']['ReferencePriceBody']
export interface Published { id: string; revision: number; body: Body }
/** none: never priced. over: ran out. soon: runs out within a week, and nothing follows. ahead: begins later. */
export type State = 'over' | 'soon' | 'fine' | 'ahead' | 'none'
/** last: the price that holds, or else the one that comes first, or else the one that ran out last. */
export interface Priced<T> { food: T; state: State; last: Published | null }

const SOON_DAYS = 7
const ORDER: State[] = ['over', 'soon', 'fine', 'ahead', 'none']
const ends = (one: Published): string => one.body.valid_to ?? '9999'
/** Of several that hold, the one that the rule takes: the nearest region's, then the newest, then the highest. */
const weight = ({ body }: Published): string => `${String(body.region.replace(/0+$/, '').length).padStart(2, '0')} ${body.valid_from}`
const first = (a: Published, b: Published): number => weight(b).localeCompare(weight(a)) || compare(b.body.unit_price, a.body.unit_price)

/** Each food with its price; those that somebody must look at stand first, else as they came. */
export function priced<T extends { id: string }>(foods: readonly T[], prices: readonly Published[], today: string): Priced<T>[] {
  const of = new Map<string, Published[]>()
  for (const one of prices) of.set(one.body.ingredient, [...(of.get(one.body.ingredient) ?? []), one])
  const rows = foods.map((food): Priced<T> => {
    const all = of.get(food.id) ?? []
    const [now] = all.filter((one) => one.body.valid_from <= today && today <= ends(one)).sort(first)
    const [next] = all.filter((one) => one.body.valid_from > today).sort((a, b) => a.body.valid_from.localeCompare(b.body.valid_from))
    const [past] = all.filter((one) => ends(one) < today).sort((a, b) => ends(b).localeCompare(ends(a)))
    if (now) return { food, last: now, state: !next && ends(now) <= later(today, SOON_DAYS) ? 'soon' : 'fine' }
    return { food, last: next ?? past ?? null, state: next ? 'ahead' : past ? 'over' : 'none' }
  })
  return ORDER.flatMap((state) => rows.filter((row) => row.state === state))
}

/** The price that a new one would stand beside: the same food, region and first day. It is corrected instead. */
export const sameDay = (prices: readonly Published[], food: string, region: string, from: string): Published | undefined =>
  prices.find(({ body }) => body.ingredient === food && body.region === region && body.valid_from === from)

/** A price in yuan, as typed; null for what is none. */
export function priceOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace('。', '.').trim()
  return /^\d{1,6}(\.\d{1,4})?$/.test(plain) && /[1-9]/.test(plain) ? plain : null
}

/** Whether a price is at least twice or at most half of the last one. */
export const isFarOff = (price: string, last: string): boolean => compare(price, plus(last, last)) >= 0 || compare(minus(last, price), price) >= 0

/** The first and the last day of the month of a day. */
export function monthOf(day: string): { from: string; to: string } {
  const from = `${day.slice(0, 7)}-01`
  return { from, to: later(`${later(from, 31).slice(0, 7)}-01`, -1) }
}
