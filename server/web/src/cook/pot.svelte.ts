// The dish in hand, kept on this device at every change: a reload or a flat battery loses nothing.
import type { Board } from './board.svelte'
import { type CookLine, type Draft, type Ingredient, linesOf, newLine, standing, type Standing, type Stop, stopsOf } from './cooking'
import { mending } from '../outbox/mend.svelte'
import type { Entry } from '../outbox/store'
import { type Forbidden, forbiddenDish } from '../lib/forbidden'
import { follow } from '../lib/tabs.svelte'
import { uuid7 } from '../lib/uuid7'
import { queue } from '../outbox/queue.svelte'
import { keep, kept, key } from './hand.svelte'
import type { DayDish, DayMeal, Recipe, Stock } from './types'

export type Tab = 'batches' | 'core' | 'portions'

export class Pot {
  draft = $state<Draft | null>(null)
  current = $state(0)
  /** The batch whose amount the keypad writes. */
  batch = $state('')
  tab = $state<Tab>('batches')
  adding = $state(false)

  constructor(private readonly board: Board) {
    this.pickUp()
    void this.letGo()
    follow(() => key(this.place), () => {
      this.pickUp()
      if (!this.draft) this.adding = false
    })
  }

  /** Where the dish in hand at this site is kept. */
  private get place(): string { return `cooking.${this.board.site}` }
  /** What an earlier release kept, in one place for all sites: it is taken over once. */
  private before(): Draft | null {
    const last = kept<Draft>('cooking')
    if (last?.site !== this.board.site) return null
    keep(this.place, last)
    keep('cooking', null)
    return last
  }

  private pickUp(): void {
    const last = kept<Draft>(this.place) ?? this.before()
    this.draft = last && { ...last, entry: last.entry ?? uuid7() }
    this.choose(Math.min(this.current, Math.max(0, (this.draft?.lines.length ?? 0) - 1)))
  }

  /** A dish that was handed in just before the power went is not in hand any more. */
  private async letGo(): Promise<void> {
    const entry = this.draft?.entry
    if (!entry || !(await queue.isEntered(entry)) || this.draft?.entry !== entry) return
    this.drop()
    this.keep()
  }

  get line(): CookLine | undefined { return this.draft?.lines[this.current] }
  get stops(): Stop[] { return this.draft?.lines.flatMap((line) => stopsOf(line, this.board.stock, this.board.day.openings, this.bans)) ?? [] }
  /** Why the dish itself must not be cooked, whatever is in it. */
  get banned(): Forbidden | undefined { return forbiddenDish(this.draft?.dish ?? '', this.board.forbidden) }
  private readonly bans = (ingredient: Ingredient): Forbidden | undefined => this.board.bans(ingredient)
  get missing(): CookLine[] { return this.draft?.lines.filter((line) => this.standing(line) === 'missing') ?? [] }
  standing(line: CookLine): Standing { return standing(line, this.board.stock, this.board.day.openings, this.bans) }

  keep(): void { keep(this.place, this.draft) }

  begin(meal: DayMeal | undefined, dish: Pick<DayDish, 'recipe' | 'dish' | 'dish_en'>, recipe: Recipe | undefined, portions: number): void {
    const { board } = this
    this.draft = {
      entry: uuid7(), site: board.site, meal: meal?.meal ?? null, recipe: dish.recipe, dish: dish.dish ?? '', dish_en: dish.dish_en, through: recipe?.cook_through ?? true,
      portions: portions ? String(portions) : '', core: '', cook: board.usual, lines: linesOf(recipe, board.eaters(meal), portions, board.stock, board.day.openings),
    }
    this.tab = 'batches'
    this.adding = this.draft.lines.length === 0
    this.choose(Math.max(0, this.draft.lines.findIndex((line) => ['stopped', 'missing'].includes(this.standing(line)))))
  }

  /** Takes up an entry that the server refused; nothing while another dish is in hand. */
  mend(entry: Entry): void {
    if (this.draft) return
    this.draft = { ...(entry.draft as Draft), entry: uuid7(), mends: entry.id, at: mending.moment(entry).toISOString() }
    this.tab = entry.refusal?.errors.some((fault) => fault.pointer === '/core_temperature') ? 'core' : entry.refusal?.errors.some((fault) => ['/portions', '/ended_at', '/cook'].includes(fault.pointer)) ? 'portions' : 'batches'
    this.adding = false
    this.choose(0)
  }

  drop(): void {
    if (this.draft?.mends) mending.stop()
    Object.assign(this, { draft: null, adding: false, current: 0 })
  }

  choose(index: number): void {
    this.current = index
    this.adding = this.adding && !this.line
    this.batch = this.line?.picks[0]?.batch ?? ''
  }

  show(index: number): void {
    this.adding = false
    this.tab = 'batches'
    this.choose(index)
  }

  add(ingredient: Ingredient): void {
    if (!this.draft) return
    this.draft.lines.push({ ...newLine(ingredient, null, false, this.board.stock, this.board.day.openings) })
    this.show(this.draft.lines.length - 1)
  }

  remove(index: number): void {
    this.draft?.lines.splice(index, 1)
    this.show(Math.max(0, Math.min(index, (this.draft?.lines.length ?? 1) - 1)))
  }

  /** Takes a batch up, or puts it back when it is the one in hand already. */
  toggle(item: Stock): void {
    const line = this.line
    if (!line) return
    const at = line.picks.findIndex((pick) => pick.batch === item.batch)
    if (at < 0) line.picks.push({ batch: item.batch, amount: '', unit: item.remaining.unit ?? 'kg' })
    else if (this.batch === item.batch) line.picks.splice(at, 1)
    line.without = false
    this.batch = at >= 0 && this.batch === item.batch ? (line.picks[0]?.batch ?? '') : item.batch
  }

  /** The dish is made without this ingredient, or with it after all. */
  leaveOut(without: boolean): void {
    if (!this.line) return
    this.line.without = without
    if (without) this.line.picks = []
    this.batch = ''
  }
}
