// The delivery in hand, kept on this device at every change: a reload, a flat battery or a lost session loses nothing.
// What was handed in is an entry of the outbox; this desk only waits a moment to see what becomes of it.
import { type Fault, query } from '../lib/http'
import { session } from '../lib/session.svelte'
import type { Forbidden } from '../lib/forbidden'
import { known, knownList } from '../lib/shelf'
import { follow } from '../lib/tabs.svelte'
import type { Expected, Ingredient, Page, Person, ReceiverRole, Supplier, Threshold } from '../lib/types'
import { uuid7 } from '../lib/uuid7'
import type { Entry } from '../outbox/store'
import { people } from '../people/people.svelte'
import { isDone } from './done'
import type { Draft, DraftLine } from './draft'

export type Tab = 'weight' | 'temperature' | 'lot' | 'look'
export type Hand = 'line' | 'arrival' | 'add' | 'rest' | 'finish'

/** What a delivery in hand takes; the list of what is expected needs none of it. */
const drafting = () => import('./draft')
const handing = () => import('./hand-in')

const who = (): string => session.account?.username ?? ''
const place = (key: string): string => `mealtrace.${key}.${who()}`
const read = <T>(key: string, fallback: T): T => {
  try {
    return (JSON.parse(localStorage.getItem(place(key)) ?? 'null') as T | null) ?? fallback
  } catch {
    return fallback
  }
}
const write = (key: string, value: unknown): void => localStorage.setItem(place(key), JSON.stringify(value))

const dropPhotos = (lines: DraftLine[] = []): void => { if (lines.some((one) => one.photos?.length)) void handing().then((part) => part.dropPhotos(lines)) }

export class Desk {
  draft = $state<Draft | null>(read<Draft | null>('draft', null))
  site = $state(read('site', session.account?.sites[0]?.id ?? ''))
  current = $state(0)
  tab = $state<Tab>('weight')
  hand = $state<Hand>('line')
  faults = $state<Fault[]>([])
  sending = $state<'' | 'now' | 'full'>('')
  /** The entry that was handed in last, until the person goes on. */
  handed = $state('')
  people = $state.raw<Person[]>([])
  thresholds = $state.raw<Threshold[]>([])
  forbidden = $state.raw<Forbidden[]>([])

  constructor() {
    const sites = session.account?.sites ?? []
    if (!sites.some((one) => one.id === this.site)) this.site = sites[0]?.id ?? ''
    if (this.draft) this.pickUp()
    if (this.draft) void handing().then((part) => part.letGo(this))
    follow(() => place('draft'), () => {
      this.draft = read<Draft | null>('draft', null)
      if (!this.line) this.pickUp()
    })
  }

  get line(): DraftLine | undefined { return this.draft?.lines[this.current] }
  get done(): number { return this.draft?.lines.filter(isDone).length ?? 0 }

  /** Whoever signed first is proposed the next time. */
  remember(person: string): void { write('receiver', person) }

  keep(): void {
    write('draft', this.draft)
    write('site', this.site)
  }

  pickUp(): void {
    if (this.draft) this.draft.entry ??= uuid7()
    const lines = this.draft?.lines ?? []
    const next = lines.findIndex((line) => !isDone(line))
    this.current = Math.max(0, next)
    this.hand = lines.length === 0 ? 'add' : next < 0 ? 'finish' : 'line'
  }

  async begin(expected: Expected): Promise<void> { this.open((await drafting()).fromOrder(this.site, expected, new Date())) }
  async beginWith(supplier: Supplier): Promise<void> { this.open((await drafting()).blank(this.site, supplier, new Date())) }

  open(from: Draft): void {
    const draft = { ...from, entry: uuid7() }
    Object.assign(this, { draft, handed: '', faults: [], sending: '', tab: 'weight', current: 0 })
    this.hand = draft.lines.length ? 'line' : 'add'
  }

  /** Gives the delivery up, with the photos that no entry has. */
  drop(): void {
    dropPhotos(this.draft?.lines)
    this.clear()
  }
  clear(): void { Object.assign(this, { draft: null, faults: [], sending: '', hand: 'line' }) }

  choose(index: number, tab: Tab = 'weight'): void { Object.assign(this, { current: index, tab, hand: 'line' }) }

  async add(ingredient: Ingredient): Promise<void> {
    const { newLine } = await drafting()
    const lines = this.draft?.lines
    if (!lines) return
    lines.push(newLine(Math.max(0, ...lines.map((one) => one.line)) + 1, ingredient, null, null, null))
    this.choose(lines.length - 1)
  }

  remove(index: number): void {
    dropPhotos(this.draft?.lines.splice(index, 1))
    this.current = Math.max(0, Math.min(this.current, (this.draft?.lines.length ?? 1) - 1))
    if (!this.draft?.lines.length) this.hand = 'add'
  }

  /** The next line that nobody has checked, or the signatures. */
  advance(): void {
    const lines = this.draft?.lines ?? []
    const after = lines.findIndex((line, n) => n > this.current && !isDone(line))
    const next = after >= 0 ? after : lines.findIndex((line) => !isDone(line))
    if (next >= 0) this.choose(next)
    else this.hand = 'finish'
  }

  /** The first fault at a field of the line in hand; fields as in the record. */
  fault(...fields: string[]): Fault | undefined {
    const sent = this.draft?.lines.filter(isDone) ?? []
    const at = this.line ? sent.indexOf(this.line) : -1
    return this.faults.find((one) => fields.some((field) => one.pointer.startsWith(`/lines/${at}/${field}`)))
  }

  /** Hands the delivery in: it is kept on this tablet first, and the draft is only let go of when it is. */
  async send(): Promise<void> { await (await handing()).handIn(this) }

  /** Opens an entry that the server could not understand, with every fault at its field; handing it in makes a new one. */
  async reopen(entry: Entry): Promise<void> { (await handing()).reopen(this, entry) }

  /** Who received last on this device, as long as they may still sign here. */
  get usual(): Person | undefined {
    const last = people.now?.person ?? read('receiver', '')
    return this.people.find((person) => person.id === last) ?? this.people.find((person) => person.name === session.account?.name)
  }

  /** Who may sign here, and the limits: as the server last said. Throws Unreachable where it never did. */
  async load(): Promise<void> {
    const [people, thresholds] = await Promise.all([knownList<Person>(`/api/people${query({ site: this.site })}`), knownList<Threshold>('/api/thresholds')])
    this.people = [...new Map(people.value.map((person) => [person.id, person])).values()] // one may hold two offices
    this.thresholds = thresholds.value
    void known<Page<Forbidden>>(`/api/forbidden${query({ site: this.site })}`).then(({ value }) => { this.forbidden = value.items }, () => undefined) // nothing waits for it
  }
}

const ROLES: readonly string[] = ['storekeeper', 'food_safety_officer', 'canteen_manager', 'cook']
export const receiverRole = (role: string): ReceiverRole => (ROLES.includes(role) ? (role as ReceiverRole) : role === 'manager' ? 'canteen_manager' : 'storekeeper')
