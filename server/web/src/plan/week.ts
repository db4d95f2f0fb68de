// A week as the manager sees it: what is on record, and on top of it what was typed and not handed in yet. Pure.
import { later } from '../lib/calendar'
import type { Meal, MenuBody, Plan, PlannedDish, PlannedMenu, Recipe } from './types'

export interface DraftDish { recipe: string | null; dish: string; dish_en: string | null }
/** What was typed of one meal. dishes null: those on record; counts by group, as typed; handed: entries on their way;
 * entries: the id of the entry that each part becomes, from before it is handed in (drafts of earlier releases lack it). */
export interface Draft { dishes: DraftDish[] | null; counts: Record<string, string>; handed: string[]; entries?: Record<string, string> }
export type Drafts = Record<string, Draft>

export interface Heads { group: Plan['groups'][number]; typed: string; count: number | null; faulty: boolean }
/** state: empty, draft (on record, for nobody to see), open (typed here), sent (on this tablet), published. */
export interface Cell {
  key: string
  day: string
  meal: Meal
  menu: PlannedMenu | undefined
  dishes: (PlannedDish | DraftDish)[]
  heads: Heads[]
  changed: boolean
  published: string | null
  waiting: boolean
}

export const keyOf = (day: string, meal: Meal): string => `${day} ${meal}`
export const blank = (): Draft => ({ dishes: null, counts: {}, handed: [] })

/** The Monday of a day. */
export const mondayOf = (day: string): string => later(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const WHOLE = /^\d{1,6}$/
export const isCount = (text: string): boolean => WHOLE.test(text.trim().normalize('NFKC'))

/** The days of a week to show: five, and of the weekend those with school or with a menu. */
export function daysOf(monday: string, plan: Plan | null, drafts: Drafts, whole: boolean): string[] {
  const all = Array.from({ length: 7 }, (_, n) => later(monday, n))
  return all.filter((day, n) => whole || n < 5 || plan?.menus.some((menu) => menu.day === day) || plan?.calendar.some((one) => one.day === day && one.kind === 'make_up') || Object.keys(drafts).some((key) => key.startsWith(day)))
}

export function cellOf(day: string, meal: Meal, plan: Plan | null, drafts: Drafts, waiting: (id: string) => boolean): Cell {
  const key = keyOf(day, meal)
  const draft = drafts[key]
  const menus = plan?.menus.filter((one) => one.day === day && one.meal === meal) ?? []
  const menu = menus[0]
  const heads = (plan?.groups ?? []).map((group): Heads => {
    const count = plan?.headcounts.find((one) => one.day === day && one.meal === meal && one.group === group.id)?.count ?? null
    const typed = draft?.counts[group.id] ?? (count === null ? '' : String(count))
    return { group, typed, count, faulty: typed.trim() !== '' && !isCount(typed) }
  })
  return {
    key, day, meal, menu, heads,
    dishes: draft?.dishes ?? menus.flatMap((one) => one.dishes),
    changed: draft !== undefined && (draft.dishes !== null || heads.some((one) => one.typed.trim() !== '' && one.typed.trim() !== String(one.count ?? ''))),
    published: menu?.published_at ?? null,
    waiting: draft !== undefined && [...draft.handed, ...Object.values(draft.entries ?? {})].some(waiting),
  }
}

/** How many eat: as typed or counted, a group of which nothing is said at its enrolment. */
export const dinersOf = (cell: Cell): number => cell.heads.reduce((sum, one) => sum + (isCount(one.typed) ? Number(one.typed.trim().normalize('NFKC')) : one.group.enrolment), 0)

export const sameDishes = (a: readonly DraftDish[], b: readonly DraftDish[]): boolean => a.length === b.length && a.every((dish, n) => dish.dish === b[n]?.dish && dish.recipe === b[n]?.recipe)

/** The record of a meal's menu. */
export function menuBody(site: string, cell: Cell, publishedAt: string | null): MenuBody {
  const portions = dinersOf(cell) || null
  return { site, day: cell.day, meal: cell.meal, dishes: cell.dishes.map((dish) => ({ recipe: dish.recipe, dish: dish.dish ?? '', portions })), published_at: publishedAt }
}

/** The newest version of each dish, as the cookbook lists it: the highest version first. */
export function newest(recipes: Recipe[]): Recipe[] {
  const seen = new Map<string, Recipe>()
  for (const recipe of recipes) {
    const known = seen.get(recipe.dish)
    if (!known || recipe.version > known.version) seen.set(recipe.dish, recipe)
  }
  return [...seen.values()]
}
