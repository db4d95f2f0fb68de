// What the kitchen knows of its day: the server's last word, kept on this tablet, and what was recorded here since.
import '../lib/messages/cook'
import { Problem, query, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import { known, knownList, type Shelf } from '../lib/shelf'
import { later } from '../lib/calendar'
import { day as dayOf } from '../lib/times'
import type { Ingredient, Page, Person, Threshold } from '../lib/types'
import { queue } from '../outbox/queue.svelte'
import { people } from '../people/people.svelte'
import { type Forbidden, forbiddenFood } from '../lib/forbidden'
import { NOTHING } from '../duty/duties'
import { keep, kept } from './hand.svelte'
import { dayWith, servingsWith, stockWith, unseen } from './overlay'
import type { components } from '../lib/api'
import type { Eaters } from './propose'
import type { Day, DayMeal, Group, Heads, Recipe, Recorded, Serving, Stock } from './types'
import { keptFor } from './verdicts'

type Findings = components['schemas']['FindingCounts']
interface Told<T> { value: T; at: string }
const never = <T>(value: T): Told<T> => ({ value, at: '' })
const LATEST = 50

const dayPath = (site: string, day: string): string => `/api/kitchen-day${query({ site, day })}`
const stockPath = (site: string): string => `/api/stock${query({ site })}`
const findingsPath = (site: string): string => `/api/findings/counts${query({ site })}`
export const forbiddenPath = (site: string): string => `/api/forbidden${query({ site })}`
const blank = (site: string, day: string): Day => ({ site, day, meals: [], expected: [], expiring: [], units: [], samples: [], openings: [], on_the_way: [], duties: NOTHING })

export class Board {
  readonly site: string
  readonly today = dayOf(new Date())
  private told = $state.raw<Told<Day>>(never(blank('', '')))
  private store = $state.raw<Told<Stock[]>>(never([]))
  private served = $state.raw<Told<Recorded<Serving>[]>>(never([]))
  ingredients = $state.raw<Ingredient[]>([])
  private groups = $state.raw<Group[]>([])
  recipes = $state.raw<Recipe[]>([])
  thresholds = $state.raw<Threshold[]>([])
  people = $state.raw<Person[]>([])
  /** Leaders of the school who are appointed elsewhere in it, and may eat along here. */
  private others = $state.raw<Person[]>([])
  forbidden = $state.raw<Forbidden[]>([])
  /** What rules found here that still needs somebody; null until the server told. */
  findings = $state.raw<Findings | null>(null)
  /** When the server last told of this day; null: just now. */
  since = $state<string | null>(null)
  fault = $state('')
  ready = $state(false)

  readonly day = $derived(dayWith(this.told.value, unseen(queue.entries, this.told.value.site, this.told.at), keptFor(this.thresholds)))
  readonly stock = $derived(stockWith(this.store.value, unseen(queue.entries, this.told.value.site, this.store.at), this.ingredients, this.today))
  readonly servings = $derived(servingsWith(this.served.value, unseen(queue.entries, this.told.value.site, this.served.at), this.today))

  constructor(site: string) {
    this.site = site
    this.told = never(blank(site, this.today))
  }

  /** Asks the server for all of it; without a network what it last said is taken. */
  async load(): Promise<void> {
    const { site, today } = this
    if (!site) return
    this.fault = ''
    const at = new Date().toISOString()
    const take = async <T>(asked: Promise<Shelf<T>>, keep: (told: Told<T>, since: string | null) => void): Promise<void> => {
      try {
        const { value, since } = await asked
        keep({ value, at: since ?? at }, since)
      } catch (error) {
        if (error instanceof Problem) this.fault = error.detail || error.message
        else if (!(error instanceof Unreachable)) throw error
      }
    }
    await Promise.all([
      take(known<Day>(dayPath(site, today)), (told, since) => Object.assign(this, { told, since })),
      take(knownList<Stock>(stockPath(site)), (told) => { this.store = told }),
      take(known<Page<Recorded<Serving>>>(`/api/servings${query({ site, limit: LATEST })}`), ({ value, at }) => { this.served = { value: value.items, at } }),
      take(knownList<Recipe>(`/api/cookbook${query({ site })}`), ({ value }) => { this.recipes = value }),
      take(knownList<Recorded<Group>>(`/api/diner-groups${query({ site })}`), ({ value }) => { this.groups = value.filter((one) => !one.voided).map((one) => ({ ...one.body, id: one.id })) }),
      take(knownList<Threshold>('/api/thresholds'), ({ value }) => { this.thresholds = value }),
      take(known<Page<Forbidden>>(forbiddenPath(site)), ({ value }) => { this.forbidden = value.items }),
      take(known<Findings>(findingsPath(site)), ({ value }) => { this.findings = value }),
      take(knownList<Ingredient>('/api/ingredients'), ({ value }) => { this.ingredients = value }),
      take(knownList<Person>(`/api/people${query({ site })}`), ({ value }) => { this.people = [...new Map(value.map((one) => [one.id, one])).values()] }),
      take(known<Page<Person>>(`/api/leaders${query({ site })}`), ({ value }) => { this.others = value.items }),
    ])
    this.ready = true
    void known<Day>(dayPath(site, later(today, 1))).catch(() => undefined) // for a morning without a network
  }

  /** Asks again what the rules found: they look a moment after what was recorded. */
  async lookAgain(): Promise<void> {
    this.findings = await known<Findings>(findingsPath(this.site)).then(({ value }) => value, () => this.findings)
  }

  /** Who may eat along with the pupils: the leaders first, then who else works here. */
  get leaders(): Person[] {
    const all = [...this.people, ...this.others]
    const leads = (one: Person): boolean => one.role === 'principal'
    return [...new Map([...all.filter(leads), ...all].map((one) => [one.id, one])).values()]
  }

  /** Who eats this meal, by group; every group at its enrolment where the server has told of none. */
  heads(meal: DayMeal | undefined): Heads[] {
    if (meal?.headcounts.length) return meal.headcounts
    return this.groups.map(({ id, name, name_en, enrolment }) => ({ group: { id, name, name_en }, enrolment, count: null }))
  }

  eaters(meal: DayMeal | undefined): Eaters[] {
    return this.heads(meal).map((one) => ({ age: this.groups.find((group) => group.id === one.group.id)?.age_group ?? null, count: one.count ?? one.enrolment }))
  }

  /** How many eat this meal. */
  diners(meal: DayMeal | undefined): number { return this.heads(meal).reduce((sum, one) => sum + (one.count ?? one.enrolment), 0) }

  foodGroup(ingredient: string): string { return this.ingredients.find((one) => one.id === ingredient)?.food_group ?? '' }

  /** Why an ingredient must not be cooked at a school, by any of its names. */
  bans(ingredient: { id: string; name: string | null }): Forbidden | undefined {
    return forbiddenFood({ name: ingredient.name, aliases: this.ingredients.find((one) => one.id === ingredient.id)?.aliases ?? [] }, this.forbidden)
  }

  /** Whom the PIN named, or who cooked last on this device, as long as they work here. */
  get usual(): string | null {
    const last = people.now?.person ?? kept<string>('cook')
    return this.people.find((one) => one.id === last)?.id ?? null
  }
  remember(person: string | null): void { keep('cook', person) }
}

let current = $state.raw<Board | null>(null)

/** The board of a site today, one for all screens, asked anew each time a screen opens or something was sent. */
export function boardOf(site: string): Board {
  if (!current || current.site !== site || current.today !== dayOf(new Date())) {
    // Outside of the screen that asks first: with it, what is derived here would stand still when that screen is left.
    $effect.root(() => { current = new Board(site) })
  }
  return current as Board
}

/** A title in both languages about a thing that has a name in one or both. */
export function inBoth(thing: { name: string | null; name_en: string | null }, text: (t: typeof i18n.t, name: string) => string): { name: string; name_en: string } {
  const [zh, en] = i18n.lang === 'en' ? [i18n.beneath, i18n.t] : [i18n.t, i18n.beneath]
  return { name: text(zh, thing.name ?? ''), name_en: text(en, thing.name_en || (thing.name ?? '')) }
}
