// The delivery in hand, kept on this device at every change: a reload, a flat battery or a lost session loses nothing.
import { call, type Fault, get, Problem, query, Unreachable } from '../lib/http'
import { session } from '../lib/session.svelte'
import type { Expected, Ingredient, Page, Person, Receipt, ReceiverRole, Supplier, Threshold } from '../lib/types'
import { uuid7 } from '../lib/uuid7'
import { blank, type Draft, type DraftLine, fromOrder, isDone, keptKilograms, newLine, record } from './draft'

export type Tab = 'weight' | 'temperature' | 'lot' | 'look'
export type Hand = 'line' | 'arrival' | 'add' | 'finish'
export interface Kept { receipt: Receipt; supplier: { name: string | null; name_en: string | null }; site: string; lines: number; kilograms: string }

const who = (): string => session.account?.username ?? ''
const read = <T>(key: string, fallback: T): T => {
  try {
    return (JSON.parse(localStorage.getItem(`mealtrace.${key}.${who()}`) ?? 'null') as T | null) ?? fallback
  } catch {
    return fallback
  }
}
const write = (key: string, value: unknown): void => localStorage.setItem(`mealtrace.${key}.${who()}`, JSON.stringify(value))

export class Desk {
  draft = $state<Draft | null>(read<Draft | null>('draft', null))
  kept = $state<Kept[]>(read<Kept[]>('kept', []))
  site = $state(read('site', session.account?.sites[0]?.id ?? ''))
  current = $state(0)
  tab = $state<Tab>('weight')
  hand = $state<Hand>('line')
  faults = $state<Fault[]>([])
  sending = $state<'' | 'now' | 'kept' | 'conflict'>('')
  receipt = $state<Kept | null>(null)
  people = $state.raw<Person[]>([])
  thresholds = $state.raw<Threshold[]>([])

  constructor() {
    const sites = session.account?.sites ?? []
    if (!sites.some((one) => one.id === this.site)) this.site = sites[0]?.id ?? ''
    if (this.draft) this.pickUp()
  }

  get line(): DraftLine | undefined { return this.draft?.lines[this.current] }
  get done(): number { return this.draft?.lines.filter(isDone).length ?? 0 }

  keep(): void {
    write('draft', this.draft)
    write('site', this.site)
  }

  private pickUp(): void {
    const lines = this.draft?.lines ?? []
    const next = lines.findIndex((line) => !isDone(line))
    this.current = Math.max(0, next)
    this.hand = this.draft?.frozen ? 'finish' : lines.length === 0 ? 'add' : next < 0 ? 'finish' : 'line'
    if (this.draft?.frozen) this.sending = 'kept'
  }

  begin(expected: Expected): void { this.open(fromOrder(this.site, expected, new Date())) }
  beginWith(supplier: Supplier): void { this.open(blank(this.site, supplier, new Date())) }

  private open(draft: Draft): void {
    Object.assign(this, { draft, receipt: null, faults: [], sending: '', tab: 'weight', current: 0 })
    this.hand = draft.lines.length ? 'line' : 'add'
  }

  drop(): void { Object.assign(this, { draft: null, faults: [], sending: '', hand: 'line' }) }

  choose(index: number, tab: Tab = 'weight'): void { Object.assign(this, { current: index, tab, hand: 'line' }) }

  add(ingredient: Ingredient): void {
    const lines = this.draft?.lines
    if (!lines) return
    lines.push(newLine(Math.max(0, ...lines.map((one) => one.line)) + 1, ingredient, null, null, null))
    this.choose(lines.length - 1)
  }

  remove(index: number): void {
    this.draft?.lines.splice(index, 1)
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

  async send(): Promise<void> {
    const draft = this.draft
    if (!draft || this.sending === 'now') return
    draft.frozen ??= { id: uuid7(), bytes: JSON.stringify(record($state.snapshot(draft) as Draft, new Date())) }
    this.keep()
    this.faults = []
    this.sending = 'now'
    try {
      const { body } = await call('PUT', `/api/deliveries/${draft.frozen.id}`, draft.frozen.bytes)
      this.received(body as Receipt)
    } catch (error) {
      if (error instanceof Unreachable) this.sending = 'kept'
      else if (error instanceof Problem) this.refused(error)
      else throw error
    }
  }

  private received(receipt: Receipt): void {
    const draft = this.draft
    if (!draft) return
    const { name, name_en } = draft.supplier
    write('receiver', draft.first?.person ?? '')
    const kept: Kept = { receipt, supplier: { name, name_en }, site: draft.site, lines: this.done, kilograms: keptKilograms(draft.lines) }
    this.receipt = kept
    this.kept = [kept, ...this.kept].slice(0, 50)
    write('kept', this.kept)
    this.drop()
    this.keep()
  }

  private refused(problem: Problem): void {
    if (problem.status === 409) {
      this.sending = 'conflict'
      return
    }
    this.sending = ''
    if (this.draft) this.draft.frozen = null // nothing was stored: what is handed in next may differ
    this.faults = problem.errors.length ? problem.errors : [{ pointer: '', code: problem.code, detail: problem.detail || problem.message }]
  }

  /** Who received last on this device, as long as they may still sign here. */
  get usual(): Person | undefined {
    const last = read('receiver', '')
    return this.people.find((person) => person.id === last) ?? this.people.find((person) => person.name === session.account?.name)
  }

  async load(): Promise<void> {
    const [people, thresholds] = await Promise.all([
      get<Page<Person>>(`/api/people${query({ site: this.site, limit: 200 })}`),
      get<Page<Threshold>>('/api/thresholds'),
    ])
    this.people = [...new Map(people.items.map((person) => [person.id, person])).values()] // one may hold two offices
    this.thresholds = thresholds.items
  }
}

const ROLES: readonly string[] = ['storekeeper', 'food_safety_officer', 'canteen_manager', 'cook']
export const receiverRole = (role: string): ReceiverRole => (ROLES.includes(role) ? (role as ReceiverRole) : role === 'manager' ? 'canteen_manager' : 'storekeeper')
