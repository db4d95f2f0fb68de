// A cooking while it is in hand, and the record it becomes. Pure: no clock, no network.
import { compare, plus } from '../lib/amounts'
import { settled } from '../kitchen/entry'
import { day as dayOf } from '../lib/times'
import type { Amount } from '../lib/types'
import type { Forbidden } from '../lib/forbidden'
import { barred, batchesOf, type Eaters, need, type Pick, propose } from './propose'
import type { Cooking, Day, Meal, Recipe, RecipeLine, Stock } from './types'

export type Ingredient = RecipeLine['ingredient']
/** without: a person said that the dish is made without it. */
export interface CookLine { ingredient: Ingredient; need: Amount | null; optional: boolean; picks: Pick[]; without: boolean }
export interface Draft {
  /** The id of the entry it becomes, given when it was opened; a draft of an earlier release has none. */
  entry?: string
  site: string
  meal: Meal | null
  recipe: string | null
  dish: string
  dish_en: string | null
  through: boolean
  portions: string
  core: string
  cook: string | null
  lines: CookLine[]
  /** When it was taken off the heat, as clocks show it: "10:45"; empty: when it is handed in. */
  done?: string
  /** When it was done, where an entry is mended; else it is done when it is handed in. */
  at?: string
  /** The refused entry that this one takes the place of. */
  mends?: string
}
/** open: of shared goods that stand open, which the server finds by their time. */
export type Standing = 'ready' | 'short' | 'open' | 'missing' | 'without' | 'stopped'
/** Why a dish must not be cooked so: a batch, or the ingredient itself at a school. */
export interface Stop { ingredient: Ingredient; item: Stock | null; rule: Forbidden | null }
type Bans = (ingredient: Ingredient) => Forbidden | undefined
const free: Bans = () => undefined

export const sumOf = (line: CookLine): string => line.picks.reduce((sum, pick) => plus(sum, settled(pick.amount) || '0'), '0')

/** A line with its batches proposed; nothing of goods that stand open. */
export function newLine(ingredient: Ingredient, needed: Amount | null, optional: boolean, stock: Stock[], openings: Day['openings']): CookLine {
  const open = openings.some((one) => one.ingredient?.id === ingredient.id)
  return { ingredient, need: needed, optional, picks: open ? [] : propose(needed, batchesOf(ingredient.id, stock)), without: false }
}

export function linesOf(recipe: Recipe | undefined, eaters: Eaters[], portions: number, stock: Stock[], openings: Day['openings']): CookLine[] {
  return (recipe?.lines ?? []).map((line) => newLine(line.ingredient, need(line, eaters, portions), line.optional, stock, openings))
}

/**
 * What must not be cooked: an ingredient that is forbidden; batches that were taken, and where nothing else is there
 * those that lie ready.
 */
export function stopsOf(line: CookLine, stock: Stock[], openings: Day['openings'], bans: Bans = free): Stop[] {
  const opened = openings.filter((one) => one.ingredient?.id === line.ingredient.id).map((one) => one.batch)
  const rule = bans(line.ingredient)
  if (rule && !line.without && (line.picks.length || opened.length || !line.optional)) return [{ ingredient: line.ingredient, item: null, rule }]
  const stop = (item: Stock): Stop => ({ ingredient: line.ingredient, item, rule: null })
  const taken = stock.filter((item) => barred(item) && (line.picks.some((pick) => pick.batch === item.batch) || opened.includes(item.batch)))
  if (taken.length || line.picks.length || opened.length || line.without) return taken.map(stop)
  return batchesOf(line.ingredient.id, stock).filter(barred).map(stop)
}

export function standing(line: CookLine, stock: Stock[], openings: Day['openings'], bans: Bans = free): Standing {
  if (stopsOf(line, stock, openings, bans).length) return 'stopped'
  if (line.picks.some((pick) => settled(pick.amount))) return line.need && compare(sumOf(line), line.need.amount) < 0 ? 'short' : 'ready'
  if (openings.some((one) => one.ingredient?.id === line.ingredient.id)) return 'open'
  return line.without || line.optional ? 'without' : 'missing'
}

const DAY = 86_400_000

/** The moment nearest to another at which clocks show "10:45". */
export function shownNear(shown: string, moment: string): string {
  const then = Date.parse(`${dayOf(moment)}T${shown}:00+08:00`)
  const days = Math.round((Date.parse(moment) - then) / DAY)
  return new Date(then + days * DAY).toISOString()
}

/** When a dish was done by the clock that was typed; null: nobody typed one. */
export const doneAt = (draft: Draft, now: Date): string | null => (draft.done ? shownNear(draft.done, draft.at ?? now.toISOString()) : null)

/** The record: what was taken, what was measured. `now` is when it is handed in; the two hours to the plate run from when
 * the dish was done, which is `now` unless another time was typed. */
export function cookingBody(draft: Draft, now: Date): Cooking {
  const told = draft.at ?? now.toISOString()
  const done = doneAt(draft, now)
  return {
    site: draft.site,
    occurred_at: done && done < told ? done : told,
    ...(done ? { ended_at: done } : {}),
    dish: draft.dish,
    recipe: draft.recipe,
    meal: draft.meal,
    portions: Number(draft.portions) || null,
    inputs: draft.lines.flatMap((line) => line.picks).map((pick) => ({ batch: pick.batch, amount: settled(pick.amount) ? { amount: settled(pick.amount), unit: pick.unit } : null, evidence: 'typed' })),
    issues: [],
    output: null,
    core_temperature: settled(draft.core) || null,
    cook: draft.cook,
    note: null,
  }
}
