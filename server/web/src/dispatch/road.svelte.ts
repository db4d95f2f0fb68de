// What this kitchen sends to other campuses and what comes from them; both kept on this device at every change.
import type { Board } from '../cook/board.svelte'
import { Hand, keep, kept } from '../cook/hand.svelte'
import type { Recorded } from '../cook/types'
import { type Desk, receiverRole } from '../kitchen/desk.svelte'
import type { Signer } from '../kitchen/draft'
import { Problem, query, Unreachable } from '../lib/http'
import { name } from '../lib/i18n.svelte'
import { session } from '../lib/session.svelte'
import { known } from '../lib/shelf'
import { day } from '../lib/times'
import type { Page } from '../lib/types'
import { uuid7 } from '../lib/uuid7'
import { mending } from '../outbox/mend.svelte'
import { queue } from '../outbox/queue.svelte'
import type { Entry } from '../outbox/store'
import { accepted, type ArriveDraft, arriving, receiptBody } from './arrive'
import { containersOf, dispatchBody, emptySend, type SendDraft } from './send'
import type { Campus, DispatchBody, OnTheWay } from './types'
import { titled } from './words'

type Sent = Pick<Recorded<DispatchBody>, 'id' | 'body'>
/** entry: the id of the entry it becomes, given when it was opened; mends: the refused entry that it takes the place of. */
interface Kept { entry?: string; mends?: string; at?: string }

export class Road {
  sending = $state<(SendDraft & Kept) | null>(null)
  arriving = $state<(ArriveDraft & Kept) | null>(null)
  campuses = $state.raw<Campus[]>([])
  private told = $state.raw<Recorded<DispatchBody>[]>([])
  readonly hand = new Hand()

  /** What left today, as the server and this tablet know it, newest first. */
  readonly sent = $derived.by((): Sent[] => {
    const known = new Set(this.told.map((one) => one.id))
    const here = queue.entries.filter((one) => one.kind === 'dispatch' && one.site === this.board.site && ['waiting', 'sent'].includes(one.state) && !known.has(one.id))
    const all: Sent[] = [...here.map((one) => ({ id: one.id, body: JSON.parse(one.bytes) as DispatchBody })), ...this.told.filter((one) => !one.voided)]
    return all.filter((one) => day(one.body.occurred_at) === this.board.today)
  })

  constructor(readonly board: Board, readonly desk: Desk) {
    const [sending, arrivingNow] = [kept<SendDraft & Kept>(this.place('sending')), kept<ArriveDraft & Kept>(this.place('arriving'))]
    if (sending) this.sending = sending
    else if (arrivingNow) this.arriving = arrivingNow
    void this.letGo()
  }

  keep(): void {
    keep(this.place('sending'), this.sending)
    keep(this.place('arriving'), this.arriving)
  }
  private place(what: string): string { return `${what}.${this.board.site}` }

  /** What was handed in just before the power went is not in hand any more. */
  private async letGo(): Promise<void> {
    const entry = (this.sending ?? this.arriving)?.entry
    if (!entry || !(await queue.isEntered(entry)) || (this.sending ?? this.arriving)?.entry !== entry) return
    this.drop()
    this.keep()
  }

  async load(): Promise<void> {
    const { site } = this.board
    const take = async <T>(path: string, put: (value: T) => void): Promise<void> => {
      try {
        put((await known<T>(path)).value)
      } catch (error) {
        if (!(error instanceof Unreachable || error instanceof Problem)) throw error
      }
    }
    await Promise.all([
      this.board.load(),
      this.desk.load().catch((error: unknown) => { if (!(error instanceof Unreachable || error instanceof Problem)) throw error }),
      take<Page<Campus>>(`/api/destinations${query({ site })}`, ({ items }) => { this.campuses = items }),
      take<Page<Recorded<DispatchBody>>>(`/api/dispatches${query({ site, limit: 50 })}`, ({ items }) => { this.told = items }),
    ])
  }

  campus(id: string): Campus | undefined { return this.campuses.find((one) => one.id === id) }
  /** This kitchen, as labels and lists name it. */
  get here(): string { const site = session.account?.sites.find((one) => one.id === this.board.site); return site ? name(site) : '' }
  private get usual(): string | null { return this.desk.usual?.id ?? null }
  signer(id: string): Signer | null {
    const person = this.desk.people.find((one) => one.id === id)
    return person ? { person: id, role: receiverRole(person.role) } : null
  }

  /** Puts the pots of a dish on the van, or takes them off. */
  toggle(dish: Parameters<typeof containersOf>[0]): void {
    this.hand.forget()
    this.arriving = null
    this.sending ??= { ...emptySend(this.board.site, this.campuses.length === 1 ? (this.campuses[0]?.id ?? '') : '', this.usual), entry: uuid7() }
    const draft = this.sending
    const pots = containersOf(dish)
    const off = pots.some((pot) => draft.dishes.some((one) => one.batch === pot.batch))
    draft.dishes = off ? draft.dishes.filter((one) => !pots.some((pot) => pot.batch === one.batch)) : [...draft.dishes, ...pots]
    if (!draft.dishes.length && !draft.mends) this.drop()
  }
  take(way: OnTheWay): void {
    if (this.arriving?.dispatch === way.id) return
    this.hand.forget()
    this.sending = null
    this.arriving = { ...arriving(this.board.site, way, this.signer(this.usual ?? '')), entry: uuid7() }
  }
  drop(): void {
    if (this.sending?.mends ?? this.arriving?.mends) mending.stop()
    Object.assign(this, { sending: null, arriving: null })
  }
  /** Takes up an entry that the server refused; nothing while another is in hand. */
  mend(entry: Entry): void {
    const more = { entry: uuid7(), mends: entry.id, at: mending.moment(entry).toISOString() }
    if (entry.kind === 'dispatch') this.sending = { ...(entry.draft as SendDraft), ...more }
    else this.arriving = { ...(entry.draft as ArriveDraft), ...more }
  }

  async send(): Promise<void> {
    const draft = $state.snapshot(this.sending) as (SendDraft & Kept) | null
    if (!draft) return
    const body = dispatchBody(draft, this.here, this.board.thresholds, draft.at ? new Date(draft.at) : new Date())
    const title = { ...titled(this.campus(draft.to), (t, to) => t.sending(to)), count: draft.dishes.length, amount: null }
    if (await this.hand.in({ id: draft.entry, kind: 'dispatch', path: 'dispatches', site: draft.site, body, person: draft.first, title, draft, replaces: draft.mends })) this.drop()
  }
  async receive(): Promise<void> {
    const draft = $state.snapshot(this.arriving) as (ArriveDraft & Kept) | null
    if (!draft) return
    const body = receiptBody(draft, draft.at ? new Date(draft.at) : new Date())
    const title = { ...titled(draft.sender, (t, from) => t.receiving(from)), count: accepted(draft).length, amount: null }
    if (await this.hand.in({ id: draft.entry, kind: 'dispatch_receipt', path: 'dispatch-receipts', site: draft.site, body, person: draft.first?.person ?? null, title, draft, replaces: draft.mends })) this.drop()
  }
}

