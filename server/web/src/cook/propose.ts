// What a dish takes, and which batches to take it from: first expired first out. Pure: no clock, no network.
import { billionths, compare, convert, minus, shortest, stockUnit } from '../lib/amounts'
import type { Amount } from '../lib/types'
import type { RecipeLine, Stock } from './types'

/** How many of an age group eat. */
export interface Eaters { age: string | null; count: number }
/** An amount of one batch; `amount` as it stands on the keypad. */
export interface Pick { batch: string; amount: string; unit: string }

const TYPICAL = 'primary_upper'

/** The grams of a portion for an age group; of the typical one where the recipe or the group says nothing. */
function portionOf(line: RecipeLine, age: string | null): Amount | null {
  const grams = line.grams[age ?? TYPICAL] ?? line.grams[TYPICAL] ?? Object.values(line.grams)[0]
  return grams && grams.amount !== null && grams.unit !== null ? { amount: grams.amount, unit: grams.unit } : null
}

const ONE = 1_000_000_000n

/** What so many portions for these eaters take, in kg, l or pieces: rounded up to 0.01, pieces to whole ones. */
export function need(line: RecipeLine, eaters: Eaters[], portions: number): Amount | null {
  const who = eaters.filter((one) => one.count > 0)
  const shares = who.length ? who : [{ age: null, count: 1 }]
  let sum = 0n
  let unit = ''
  for (const { age, count } of shares) {
    const portion = portionOf(line, age)
    if (!portion) return null
    unit ||= stockUnit(portion.unit)
    const grams = billionths(convert(portion.amount, portion.unit, unit) ?? '')
    if (grams === null) return null
    sum += grams * BigInt(count)
  }
  const heads = BigInt(shares.reduce((all, one) => all + one.count, 0))
  const step = unit === 'piece' ? ONE : ONE / 100n
  const parts = heads * step
  return { amount: shortest(((sum * BigInt(portions) + parts - 1n) / parts) * step), unit }
}

/** Whether a batch must not be cooked. */
export const barred = (item: Stock): boolean => item.state === 'held' || item.state === 'expired'

/** The batches of an ingredient, first expired first as the server lists them. */
export const batchesOf = (ingredient: string, stock: Stock[]): Stock[] => stock.filter((item) => item.ingredient?.id === ingredient)

/** What to take from which batch: of those that may be cooked, first expired first, each emptied before the next. */
export function propose(needed: Amount | null, batches: Stock[]): Pick[] {
  const picks: Pick[] = []
  let rest = needed?.amount ?? '0'
  for (const item of batches) {
    if (compare(rest, '0') <= 0) break
    if (barred(item) || !needed || item.remaining.unit !== needed.unit || item.remaining.amount === null) continue
    const amount = compare(item.remaining.amount, rest) < 0 ? item.remaining.amount : rest
    if (compare(amount, '0') <= 0) continue
    picks.push({ batch: item.batch, amount, unit: needed.unit })
    rest = minus(rest, amount)
  }
  return picks
}
