// The week in hand: the server's last word of it, and on top what was typed, which stays on this device until it is
// handed in and the server has it.
import { keep, kept } from '../cook/hand.svelte'
import { i18n, name } from '../lib/i18n.svelte'
import { type Fault, Problem, query, Unreachable } from '../lib/http'
import { known, knownList, type Shelf } from '../lib/shelf'
import { later } from '../lib/calendar'
import { day as dayOf, shortDay } from '../lib/times'
import type { Ingredient } from '../lib/types'
import { uuid7 } from '../lib/uuid7'
import { queue } from '../outbox/queue.svelte'
import { handIn, type Outcome, refused, type Told } from './hand-in'
import type { Meal, Plan, PlannedDish, Recipe } from './types'
import { blank, type Cell, cellOf, daysOf, type Draft, type DraftDish, type Drafts, isCount, menuBody, mondayOf, newest, sameDishes } from './week'
import { inBoth, words } from './words'

const isWaiting = (id: string): boolean => queue.waiting.some((entry) => entry.id === id)
const isSettled = (id: string): boolean => queue.entries.some((entry) => entry.id === id && entry.state !== 'waiting')

/** What is typed anew becomes an entry of its own. */
function forget(draft: Draft, ...parts: string[]): void { for (const part of parts) delete draft.entries?.[part] }
function forgetEntry(draft: Draft, id: string): void { forget(draft, ...Object.entries(draft.entries ?? {}).flatMap(([part, entry]) => (entry === id ? [part] : []))) }

export class Planning {
  readonly site: string
  readonly today = dayOf(new Date())
  monday = $state('')
  whole = $state(false)
  /** The meal in hand. */
  current = $state('')
  private added = $state.raw<Meal[]>([])
  private settling = false
  plan = $state.raw<Plan | null>(null)
  recipes = $state.raw<Recipe[]>([])
  ingredients = $state.raw<Ingredient[]>([])
  drafts = $state<Drafts>({})
  /** What the server said no to, by meal. */
  faults = $state.raw<Record<string, Fault[]>>({})
  fault = $state('')
  since = $state<string | null>(null)
  busy = $state(false)
  told = $state<'' | 'saved' | 'published' | 'keptHere'>('')

  readonly newest = $derived(newest(this.recipes))
  readonly days = $derived(daysOf(this.monday, this.plan, this.drafts, this.whole))
  readonly meals = $derived(this.mealsOfWeek())
  readonly cells = $derived(this.days.flatMap((day) => this.meals.map((meal) => cellOf(day, meal, this.plan, this.drafts, isWaiting))))
  readonly changed = $derived(this.cells.filter((cell) => cell.changed && !cell.waiting))
  readonly toPublish = $derived(this.cells.filter((cell) => !cell.published && !cell.waiting && cell.dishes.length > 0))

  constructor(site: string) {
    this.site = site
    const day = new Date(`${this.today}T00:00:00Z`).getUTCDay()
    this.monday = mondayOf(day === 0 || day === 6 ? later(this.today, 2) : this.today)
    this.drafts = kept<Drafts>(`plan.${site}`) ?? {}
    void this.pickUp()
  }

  /** Drafts that are entries already, because the power went before they were let go of. One of which only some parts are
   * stands as it was typed: handed in once more, those parts stay the entries that they are. */
  private async pickUp(): Promise<void> {
    for (const draft of Object.values(this.drafts)) {
      const ids = Object.values(draft.entries ?? {})
      if (ids.length && (await Promise.all(ids.map(queue.isEntered))).every(Boolean)) draft.handed = [...new Set([...draft.handed, ...ids])]
    }
    await this.settle()
  }

  private mealsOfWeek(): Meal[] {
    const there = new Set<string>(['lunch', ...this.added, ...(this.plan?.menus ?? []).map((menu) => menu.meal), ...Object.keys(this.drafts).map((key) => key.split(' ')[1] ?? '')])
    return (['breakfast', 'lunch', 'dinner', 'snack'] as const).filter((meal) => there.has(meal))
  }
  addMeal(meal: Meal): void { this.added = [...this.added, meal] }

  recipe(id: string | null): Recipe | undefined { return this.recipes.find((one) => one.id === id) }

  keep(): void { keep(`plan.${this.site}`, $state.snapshot(this.drafts)) }

  async go(monday: string): Promise<void> {
    this.monday = monday
    this.told = ''
    this.plan = null
    await this.load()
  }

  /** Asks for the week and the recipes; without a network what was last said is taken. */
  async load(): Promise<void> {
    const { monday, site } = this
    if (!site) return
    this.fault = ''
    const take = async <T>(asked: Promise<Shelf<T>>, put: (value: T, since: string | null) => void): Promise<void> => {
      try {
        const { value, since } = await asked
        put(value, since)
      } catch (error) {
        if (error instanceof Problem) this.fault = error.detail || error.message
        else if (error instanceof Unreachable) this.fault = i18n.t.shell.unreachable
        else throw error
      }
    }
    await Promise.all([
      take(known<Plan>(`/api/plan${query({ site, from: monday, to: later(monday, 6) })}`), (value, since) => { if (monday === this.monday) Object.assign(this, { plan: value, since }) }),
      take(knownList<Recipe>(`/api/cookbook${query({ site })}`), (value) => { this.recipes = value }),
      take(knownList<Ingredient>('/api/ingredients'), (value) => { this.ingredients = value }),
    ])
  }

  private draft(cell: Cell): Draft {
    this.told = ''
    this.drafts[cell.key] ??= blank()
    return this.drafts[cell.key] ?? blank()
  }

  private setDishes(cell: Cell, dishes: DraftDish[]): void {
    const there = (cell.menu?.dishes ?? []).map(({ recipe, dish, dish_en }) => ({ recipe, dish: dish ?? '', dish_en }))
    const draft = this.draft(cell)
    draft.dishes = sameDishes(dishes, there) ? null : dishes
    forget(draft, 'menu', 'published')
  }
  private dishesOf(cell: Cell): DraftDish[] { return cell.dishes.map(({ recipe, dish, dish_en }) => ({ recipe, dish: dish ?? '', dish_en })) }

  add(cell: Cell, recipe: Recipe): void {
    if (cell.dishes.some((one) => one.dish === recipe.dish)) return
    this.setDishes(cell, [...this.dishesOf(cell), { recipe: recipe.id, dish: recipe.dish, dish_en: recipe.dish_en }])
  }
  remove(cell: Cell, index: number): void { this.setDishes(cell, this.dishesOf(cell).filter((_, n) => n !== index)) }
  count(cell: Cell, group: string, typed: string): void {
    const draft = this.draft(cell)
    draft.counts[group] = typed
    forget(draft, group)
  }

  /** The id of the entry that a part of a meal becomes. */
  private entryOf(cell: Cell, part: string): string {
    const entries = (this.draft(cell).entries ??= {})
    return (entries[part] ??= uuid7())
  }

  /** Hands in what was typed of these meals, and with `publish` makes their menus public from now on. */
  async handIn(cells: Cell[], publish: boolean): Promise<void> {
    if (this.busy || cells.some((cell) => cell.heads.some((one) => one.faulty))) return
    this.busy = true
    this.faults = {}
    try {
      const now = publish ? new Date().toISOString() : null
      let waiting = false
      for (const cell of cells) {
        const all = this.entriesOf(cell, now)
        this.keep() // with their ids, before the first of them is an entry
        for (const told of all) {
          const outcome = await handIn(told)
          waiting ||= outcome.waiting
          this.note(cell, outcome)
        }
      }
      await this.settle()
      this.told = Object.keys(this.faults).length ? '' : waiting ? 'keptHere' : publish ? 'published' : 'saved'
    } finally {
      this.busy = false
    }
  }

  private note(cell: Cell, outcome: Outcome): void {
    const draft = this.draft(cell)
    if (!outcome.faults.length) draft.handed.push(outcome.id)
    else {
      this.faults = { ...this.faults, [cell.key]: [...(this.faults[cell.key] ?? []), ...outcome.faults] }
      forgetEntry(draft, outcome.id)
    }
  }

  private entriesOf(cell: Cell, publishedAt: string | null): Told[] {
    const { site, plan } = this
    const correct = (record: string, saw: number, content: unknown): { kind: string; path: string; body: unknown } => ({
      kind: 'correction', path: 'corrections', body: { record, saw, declaration: content === null ? 'did_not_occur' : 'incorrect_data', reason: words().reason, content },
    })
    const told: Told[] = []
    const draft = this.drafts[cell.key]
    if (!cell.published && (draft?.dishes || publishedAt)) {
      const body = cell.dishes.length ? menuBody(site, cell, publishedAt) : null
      const title = { ...inBoth((t) => t.menuTitle(shortDay(cell.day), '')), count: cell.dishes.length, amount: i18n.t.cook.meals[cell.meal] ?? null }
      const id = this.entryOf(cell, publishedAt ? 'published' : 'menu')
      if (cell.menu) told.push({ id, ...correct(cell.menu.id, cell.menu.revision, body), site, title })
      else if (body) told.push({ id, kind: 'menu', path: 'menus', body, site, title })
    }
    for (const { group, typed, count } of cell.heads) {
      if (!isCount(typed) || Number(typed.trim().normalize('NFKC')) === count) continue
      const body = { site, day: cell.day, meal: cell.meal, group: group.id, count: Number(typed.trim().normalize('NFKC')) }
      const title = { ...inBoth((t, named) => t.headsTitle(shortDay(cell.day), named(group))), count: null, amount: words().diners(String(body.count)) }
      const there = plan?.headcounts.find((one) => one.day === cell.day && one.meal === cell.meal && one.group === group.id)
      const id = this.entryOf(cell, group.id)
      told.push(there ? { id, ...correct(there.id, there.revision, body), site, title } : { id, kind: 'headcount', path: 'headcounts', body, site, title })
    }
    return told
  }

  /** Lets go of what the server has, and takes up again what it refused meanwhile. */
  async settle(): Promise<void> {
    if (this.settling) return
    this.settling = true
    try {
      await this.letGo()
    } finally {
      this.settling = false
    }
  }

  private async letGo(): Promise<void> {
    const done = Object.entries(this.drafts).filter(([key, draft]) => !this.faults[key] && draft.handed.length && draft.handed.every(isSettled))
    const partly = Object.entries(this.drafts).filter(([key, draft]) => this.faults[key] && draft.handed.length)
    if (!done.length && !partly.length) return
    const found: Record<string, Fault[]> = {}
    for (const [key, draft] of done) {
      for (const id of draft.handed) {
        const faults = await refused(id)
        if (faults.length) forgetEntry(draft, id)
        if (faults.length) found[key] = [...(found[key] ?? []), ...faults]
      }
    }
    await this.load()
    for (const [key] of done) if (!found[key]) delete this.drafts[key]
    for (const [key, draft] of Object.entries(this.drafts)) if (found[key] || partly.some(([one]) => one === key)) draft.handed = draft.handed.filter(isWaiting)
    this.faults = { ...this.faults, ...found }
  }

  /** Another dish in place of one that parents have read of; `into` null: none. */
  async substitute(dish: PlannedDish, into: Recipe | null, reason: string): Promise<Outcome> {
    const menu = this.plan?.menus.find((one) => one.dishes.includes(dish))
    const body = {
      site: this.site, menu: menu?.id ?? '', recipe_out: dish.recipe, dish_out: dish.dish ?? '', recipe_in: into?.id ?? null, dish_in: into?.dish ?? null,
      reason: reason.trim(), occurred_at: new Date().toISOString(),
    }
    const title = { ...inBoth((t, named) => t.swapEntry(named({ name: dish.dish, name_en: dish.dish_en }), into ? named({ name: into.dish, name_en: into.dish_en }) : '—')), count: null, amount: null }
    const outcome = await handIn({ kind: 'substitution', path: 'substitutions', site: this.site, body, title })
    if (!outcome.faults.length) await this.load()
    return outcome
  }
}

export const dishName = (dish: { dish: string | null; dish_en: string | null }): string => name({ name: dish.dish, name_en: dish.dish_en })
