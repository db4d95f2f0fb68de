// The records of one kind: as the server last told them, and what of them still stands on this device.
import { Problem, query, Unreachable } from '../lib/http'
import { knownList } from '../lib/shelf'
import type { Person, RecordAnswer } from '../lib/types'
import { queue } from '../outbox/queue.svelte'

/** here: still on this device. at: when it was recorded. revision: which of it this is. */
export interface Kept<T> { id: string; revision: number; body: T; at: string; here: boolean }

export class Records<T> {
  private told = $state.raw<RecordAnswer[]>([])
  /** When the server last told; null: just now. */
  since = $state<string | null>(null)
  fault = $state('')
  ready = $state(false)
  readonly items: Kept<T>[] = $derived.by(() => {
    const known = this.told.filter((one) => !one.voided).map((one): Kept<T> => ({ id: one.id, revision: one.revision, body: one.body as T, at: one.recorded_at, here: false }))
    const ours = queue.entries.filter((one) => one.kind === this.kind && one.site === this.site && ['waiting', 'sent'].includes(one.state) && !this.told.some((other) => other.id === one.id))
    return [...ours.map((one): Kept<T> => ({ id: one.id, revision: 1, body: JSON.parse(one.bytes) as T, at: one.madeAt, here: true })), ...known]
  })

  constructor(private readonly kind: string, private readonly path: string, private readonly site: string) {}

  /** Asks for those in one party's log. */
  async load(party: string): Promise<void> {
    this.fault = ''
    try {
      const { value, since } = await knownList<RecordAnswer>(`/api/${this.path}${query({ site: party })}`)
      Object.assign(this, { told: value, since })
    } catch (error) {
      if (error instanceof Problem) this.fault = error.detail || error.message
      else if (!(error instanceof Unreachable)) throw error
    }
    this.ready = true
  }
}

/** Who works at a site, each once; nobody where the server never told. */
export async function peopleAt(site: string): Promise<Person[]> {
  const told = await knownList<Person>(`/api/people${query({ site })}`).catch((error: unknown) => { if (error instanceof Unreachable || error instanceof Problem) return null; throw error })
  return [...new Map((told?.value ?? []).map((one) => [one.id, one])).values()]
}
