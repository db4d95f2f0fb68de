// Handing in what was planned: it is kept on this device first; what the server says no to comes back as faults.
import { i18n } from '../lib/i18n.svelte'
import type { Fault } from '../lib/http'
import { StorageFull } from '../outbox/full'
import { queue } from '../outbox/queue.svelte'
import type { Title } from '../outbox/store'

/** id: the one its draft was given, where a draft is kept; handed in twice, it is one entry. */
export interface Told { id?: string; kind: string; path: string; site: string; body: unknown; title: Title }
/** id: the record's; empty where it could not be kept. waiting: kept here, and not sent yet. */
export interface Outcome { id: string; faults: Fault[]; waiting: boolean }

const ANSWER_MILLISECONDS = 4000

/** The faults of an entry that the server refused; the entry is laid aside, since what was typed still stands here. */
export async function refused(id: string): Promise<Fault[]> {
  const refusal = queue.entries.find((one) => one.id === id && one.state === 'person')?.refusal
  if (!refusal) return []
  await queue.withdraw(id)
  return refusal.errors.length ? refusal.errors : [{ pointer: '', code: refusal.code, detail: refusal.detail || refusal.title }]
}

export async function handIn(told: Told): Promise<Outcome> {
  try {
    const entry = await queue.add(told)
    const settled = await queue.settled(entry.id, ANSWER_MILLISECONDS)
    return { id: entry.id, faults: settled?.state === 'person' ? await refused(entry.id) : [], waiting: settled?.state === 'waiting' }
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
    return { id: '', faults: [{ pointer: '', code: 'full', detail: i18n.t.kitchen.full }], waiting: false }
  }
}
