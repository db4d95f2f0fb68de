// The store room on this tablet: what the server last told, what was entered since, and what is in hand.
import { Hand, keep, kept, key } from '../cook/hand.svelte'
import type { Desk } from '../kitchen/desk.svelte'
import { quantity } from '../lib/amounts'
import { Problem, query, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import { type Findable, pick } from '../lib/match'
import { known, knownList } from '../lib/shelf'
import { follow } from '../lib/tabs.svelte'
import { day } from '../lib/times'
import type { Amount, DisposalReason, Ingredient, Page, Person } from '../lib/types'
import { uuid7 } from '../lib/uuid7'
import { mending } from '../outbox/mend.svelte'
import { queue } from '../outbox/queue.svelte'
import type { Entry } from '../outbox/store'
import { countOf, disposalOf, issueOf, mass, returnOf } from './bodies'
import { type Issued, type Listed, returnable } from './issues'
import { overlay, unknownAt } from './overlay'
import type { KitchenDay, Opened, Slip, SlipLine, StockItem, Stored, Told } from './shapes'

export type Act = 'issue' | 'count' | 'open' | 'dispose'
type Did = 'stock_issue' | 'stock_return' | 'stock_count' | 'disposal' | 'opening' | 'emptying'
const PATHS: Record<Did, string> = {
  stock_issue: 'stock-issues', stock_return: 'stock-returns', stock_count: 'stock-counts', disposal: 'disposals', opening: 'openings', emptying: 'emptyings',
}
const MOST = 200
/** What opens an entry of the store again that the server refused: the batch in hand, and what else stood on the slip. */
export interface Noted { act: Act | 'return'; batch: string; issue: string | null; amount: Amount | null; reason: DisposalReason | null; slip: SlipLine[]; taker: string | null }
export const STORE_KINDS = ['stock_issue', 'stock_return', 'stock_count', 'disposal', 'opening', 'emptying'] as const
const ACTS: Record<Did, Noted['act']> = { stock_issue: 'issue', stock_return: 'return', stock_count: 'count', disposal: 'dispose', opening: 'open', emptying: 'open' }
/** A second tap on the same spot so soon is the first one's echo: what stands under the finger is another batch by then. */
const ECHO_MILLISECONDS = 700

export class StoreRoom {
  text = $state('')
  chosen = $state('')
  act = $state<Act>('issue')
  hand = $state<'item' | 'return'>('item')
  slip = $state.raw<SlipLine[]>([])
  private slipEntry = ''
  taker = $state(kept<string>('taker') ?? '')
  /** The entry made last. */
  readonly made = new Hand()
  fault = $state('')
  /** When the server said what is shown; null: just now. */
  since = $state<string | null>(null)
  private at = $state('')
  private told = $state.raw<Told | null>(null)
  private issues = $state.raw<{ out: Listed[]; back: Listed[] }>({ out: [], back: [] })
  private batches = $state.raw<Record<string, StockItem>>({})

  readonly room = $derived.by(() => {
    if (!this.told) return null
    const gone = Object.values(this.batches).filter((item) => !this.told?.items.some((one) => one.batch === item.batch))
    return overlay({ ...this.told, items: [...this.told.items, ...gone] }, unknownAt(queue.entries, this.site, this.at), day(new Date()))
  })
  readonly shown = $derived.by((): Stored[] => {
    const items = this.room?.items ?? []
    const found = new Set(pick(this.text, items.map((item) => this.findable(item)), MOST).map((one) => one.batch))
    return items.filter((item) => found.has(item.batch))
  })
  readonly item = $derived.by((): Stored | null => {
    const here = this.room?.items.find((one) => one.batch === this.chosen)
    if (here || !this.chosen) return here ?? null
    const open = this.room?.openings.find((one) => one.batch === this.chosen)
    return open ? { ...nothingOf(open.batch, open.lot), ingredient: open.ingredient?.id ? { ...open.ingredient, id: open.ingredient.id, storage: null } : null, here: false } : null
  })
  readonly returns = $derived(returnable(this.issues.out, this.issues.back, queue.entries.filter((one) => one.site === this.site), day(new Date())))

  constructor(readonly desk: Desk) {
    follow(() => key(`slip.${this.site}`), () => this.takeUpSlip(this.site))
  }

  get site(): string { return this.desk.site }
  get person(): string | null { return this.desk.usual?.id ?? null }
  /** Who takes the goods: whoever took last on this device, as long as they may sign here. */
  get to(): Person | undefined { return this.desk.people.find((one) => one.id === this.taker) ?? this.desk.usual }

  private findable(item: StockItem): Findable & { batch: string } {
    const food = this.told?.ingredients.get(item.ingredient?.id ?? '')
    return { batch: item.batch, name: item.ingredient?.name ?? '', name_en: item.ingredient?.name_en ?? null, pinyin: food?.pinyin ?? '', aliases: [...(food?.aliases ?? []), item.lot ?? ''] }
  }
  food(item: StockItem): Ingredient | undefined { return this.told?.ingredients.get(item.ingredient?.id ?? '') }
  /** What a batch is called, also when nothing of it is left. */
  named(batch: string): StockItem { return this.told?.items.find((one) => one.batch === batch) ?? this.room?.items.find((one) => one.batch === batch) ?? this.batches[batch] ?? nothingOf(batch, null) }

  /** Reads the store of the desk's site, and lets go of what belonged to another. */
  async load(site: string): Promise<void> {
    if (site !== this.loaded) {
      Object.assign(this, { loaded: site, told: null, chosen: '' })
      this.takeUpSlip(site)
      this.made.forget()
      void this.letGoOfSlip()
    }
    this.fault = ''
    try {
      const [stock, today, ingredients] = await Promise.all([
        knownList<StockItem>(`/api/stock${query({ site })}`),
        known<KitchenDay>(`/api/kitchen-day${query({ site })}`),
        knownList<Ingredient>('/api/ingredients'),
        this.desk.load(),
      ])
      if (site !== this.site) return
      this.told = { items: stock.value, openings: today.value.openings, ingredients: new Map(ingredients.value.map((one) => [one.id, one])) }
      this.since = stock.since
      this.at = stock.since ?? new Date().toISOString()
      await this.readIssues(site)
    } catch (error) {
      if (error instanceof Unreachable) this.fault = i18n.t.shell.unreachable
      else if (error instanceof Problem) this.fault = error.detail || error.message
      else throw error
    }
  }
  private loaded = ''
  private quietUntil = 0

  /** What was issued, and the names of batches of which nothing is left: read ahead, for when the network goes. */
  private async readIssues(site: string): Promise<void> {
    const [out, back] = await Promise.allSettled(['stock-issues', 'stock-returns'].map((path) => known<Page<Listed>>(`/api/${path}${query({ site, limit: 30 })}`)))
    this.issues = { out: out?.status === 'fulfilled' ? out.value.value.items : this.issues.out, back: back?.status === 'fulfilled' ? back.value.value.items : this.issues.back }
    const unknown = [...new Set(this.returns.map((one) => one.batch))].filter((batch) => !this.named(batch).ingredient)
    const told = await Promise.allSettled(unknown.map((batch) => known<{ id: string; name: string | null; name_en: string | null; lot: string | null; expiry_date: string | null; unit: string | null }>(`/api/batches/${batch}`)))
    const named = told.filter((one) => one.status === 'fulfilled').map(({ value: { value } }): [string, StockItem] => {
      const food = [...(this.told?.ingredients.values() ?? [])].find((one) => one.name === value.name)
      const zero = { amount: '0', unit: value.unit }
      return [value.id, { ...nothingOf(value.id, value.lot), ingredient: { id: food?.id ?? value.id, name: value.name, name_en: value.name_en, storage: food?.storage ?? null }, expiry_date: value.expiry_date, remaining: zero, least: zero }]
    })
    this.batches = { ...this.batches, ...Object.fromEntries(named) }
  }

  /** A tap on something else in between is meant. */
  fresh(): void { this.quietUntil = 0 }
  choose(item: { batch: string }, act?: Act): void {
    const state = this.room?.items.find((one) => one.batch === item.batch)?.state
    this.act = act ?? (state === 'expired' ? 'dispose' : ['count', 'open'].includes(this.act) ? this.act : 'issue')
    this.chosen = item.batch
    this.hand = 'item'
    this.fresh()
  }
  /** The item after the one in hand, in the order shown. */
  advance(): void {
    const next = this.shown[this.shown.findIndex((one) => one.batch === this.chosen) + 1]
    this.chosen = next?.batch ?? ''
  }

  private takeUpSlip(site: string): void {
    const last = kept<Slip | SlipLine[]>(`slip.${site}`)
    const slip = Array.isArray(last) ? { entry: uuid7(), lines: last } : last // an earlier release kept the lines alone
    Object.assign(this, { slip: slip?.lines ?? [], slipEntry: slip?.entry ?? '' })
  }
  /** A slip that was handed in just before the power went is not in hand any more. */
  private async letGoOfSlip(): Promise<void> {
    const entry = this.slipEntry
    if (entry && (await queue.isEntered(entry)) && this.slipEntry === entry) this.keepSlip([])
  }
  private keepSlip(lines: SlipLine[]): void {
    this.slipEntry = lines.length ? this.slipEntry || uuid7() : ''
    this.slip = lines
    keep(`slip.${this.site}`, lines.length ? { entry: this.slipEntry, lines } satisfies Slip : null)
  }
  addToSlip(line: SlipLine): void {
    this.keepSlip([...this.slip, line])
    this.chosen = ''
  }
  dropFromSlip(line: SlipLine): void { this.keepSlip(this.slip.filter((one) => one !== line)) }

  /** Hands in all that is on the slip, with one more line. */
  async issue(more: SlipLine | null): Promise<void> {
    const lines = [...$state.snapshot(this.slip), ...(more ? [more] : [])]
    const taker = this.to?.id ?? null
    if (!lines.length || !(await this.enter('stock_issue', issueOf(this.when('stock_issue', lines.at(-1)?.item.batch), taker, lines), lines, taker, {}, this.slipEntry || undefined))) return
    keep('taker', taker ?? '')
    this.keepSlip([])
    this.chosen = ''
  }
  async giveBack(one: Issued, amount: Amount): Promise<boolean> {
    return this.enter('stock_return', returnOf(this.when('stock_return', one.batch), one.issue, one.batch, amount), [{ item: this.named(one.batch), amount }], this.person, { issue: one.issue })
  }
  async count(item: StockItem, amount: Amount): Promise<void> {
    if (await this.enter('stock_count', countOf(this.when('stock_count', item.batch), this.person, item.batch, amount), [{ item, amount }])) this.advance()
  }
  async dispose(item: StockItem, amount: Amount, reason: DisposalReason): Promise<void> {
    if (await this.enter('disposal', disposalOf(this.when('disposal', item.batch), this.person, item.batch, amount, reason), [{ item, amount }], this.person, { reason })) this.chosen = ''
  }
  async open(item: StockItem): Promise<void> {
    await this.enter('opening', { site: this.site, occurred_at: new Date().toISOString(), batch: item.batch }, [{ item, amount: null }])
  }
  async empty(opening: Opened, item: StockItem): Promise<void> {
    await this.enter('emptying', { site: this.site, occurred_at: new Date().toISOString(), opening: opening.id }, [{ item, amount: null }])
  }

  /** The refused entry that this one, of the batch in hand, takes the place of. */
  private old(kind: Did, batch: string | undefined): Entry | null { return mending.of<Noted>(kind, (was) => was.batch === batch) }
  /** The refused entry in hand, of any kind that the store makes. */
  get mended(): Entry | null { return STORE_KINDS.map((kind) => mending.of(kind)).find((entry) => entry !== null) ?? null }
  /** What a tab starts with: as the refused entry had it, where it is of this batch. */
  before(act: Noted['act'], batch: string): Noted | null {
    const was = this.mended?.draft as Noted | undefined
    return was?.act === act && was.batch === batch ? was : null
  }
  mend(was: Noted): void {
    if (was.act === 'return') this.hand = 'return'
    else this.choose({ batch: was.batch }, was.act)
    if (was.slip.length) this.keepSlip(was.slip)
    if (was.taker !== null) this.taker = was.taker
  }

  private when(kind: Did, batch: string | undefined): { site: string; now: Date } { return { site: this.site, now: mending.moment(this.old(kind, batch)) } }

  /** Keeps a record on this tablet; false where it has no room left, or a tap came twice. */
  private async enter(kind: Did, body: unknown, lines: { item: StockItem; amount: Amount | null }[], person = this.person, more: Partial<Noted> = {}, id?: string): Promise<boolean> {
    if (Date.now() < this.quietUntil) return false
    const [zh, en] = i18n.lang === 'en' ? [i18n.beneath.store, i18n.t.store] : [i18n.t.store, i18n.beneath.store]
    const first = lines[0]?.item.ingredient
    const many = lines.length > 1
    const amounts = lines.map((one) => one.amount).filter((one) => one !== null)
    const kilograms = mass(amounts)
    const amount = kilograms !== null ? `${kilograms} kg` : amounts[0] && !many ? quantity(amounts[0].amount, amounts[0].unit, 'zh-CN') : null
    const last = lines.at(-1)
    const slip = lines.slice(0, -1).flatMap(({ item, amount }) => (amount ? [{ item, amount }] : []))
    const draft: Noted = { act: ACTS[kind], batch: last?.item.batch ?? '', issue: null, amount: last?.amount ?? null, reason: null, slip, taker: kind === 'stock_issue' ? person : null, ...more }
    const isKept = await this.made.in({
      id, kind, path: PATHS[kind], site: this.site, body, person, draft: $state.snapshot(draft), replaces: this.old(kind, last?.item.batch)?.id,
      title: {
        name: `${zh.did[kind]} · ${first?.name ?? zh.unnamed}`,
        name_en: `${en.did[kind]} · ${first?.name_en ?? first?.name ?? en.unnamed}`,
        count: many ? lines.length : null,
        amount,
      },
    })
    if (isKept) this.quietUntil = Date.now() + ECHO_MILLISECONDS
    return isKept
  }
}

const nothingOf = (batch: string, lot: string | null): StockItem => ({
  batch, ingredient: null, lot, supplier: null, arrived: null, expiry_date: null, remaining: { amount: null, unit: null }, least: { amount: null, unit: null }, state: 'ok',
})
