// Handing in the delivery in hand, and opening it again where the server could not understand it.
import { StorageFull } from '../outbox/full'
import { paper } from '../outbox/paper.svelte'
import { dropPicture } from '../outbox/pictures'
import { queue } from '../outbox/queue.svelte'
import type { Entry } from '../outbox/store'
import { people } from '../people/people.svelte'
import type { Desk } from './desk.svelte'
import { type Draft, type DraftLine, keptKilograms, photosOf, record } from './draft'

/** How long a person is kept waiting for the server's answer before they go on. */
const ANSWER_MILLISECONDS = 2500

export async function handIn(desk: Desk): Promise<void> {
  if (!desk.draft || desk.sending === 'now') return
  const draft = JSON.parse(JSON.stringify(desk.draft)) as Draft // as it stands, and as it is kept
  desk.faults = []
  desk.sending = 'now'
  try {
    const { name, name_en } = draft.supplier
    const entry = await queue.add({
      id: draft.entry, kind: 'delivery', path: 'deliveries', site: draft.site, body: record(draft, new Date()), person: people.now?.person ?? draft.first?.person ?? null, photos: photosOf(draft), draft, replaces: draft.mends,
      title: { name, name_en, count: desk.done, amount: `${keptKilograms(draft.lines)} kg` },
    })
    desk.remember(draft.first?.person ?? '')
    desk.clear()
    desk.keep()
    desk.handed = entry.id
    const settled = await queue.settled(entry.id, ANSWER_MILLISECONDS)
    if (settled?.state === 'person' && settled.refusal?.status !== 409) reopen(desk, settled)
  } catch (error) {
    desk.sending = error instanceof StorageFull ? 'full' : ''
    if (!desk.sending) throw error
  }
}

/** A delivery that was handed in just before the power went is not in hand any more. */
export async function letGo(desk: Desk): Promise<void> {
  const entry = desk.draft?.entry
  if (!entry || !(await queue.isEntered(entry)) || desk.draft?.entry !== entry) return
  desk.clear()
  desk.keep()
  desk.handed = entry
}

/** The photos of lines that are given up; those that went into an entry stay. */
export async function dropPhotos(lines: DraftLine[]): Promise<void> {
  for (const photo of lines.flatMap((line) => line.photos ?? [])) await dropPicture(photo)
}

export function reopen(desk: Desk, entry: Entry): void {
  if (!entry.draft || desk.draft) return
  if (entry.paper) paper.begin(entry.paper)
  desk.open({ ...(entry.draft as Draft), mends: entry.id })
  desk.pickUp()
  desk.hand = 'finish'
  const refusal = entry.refusal
  desk.faults = refusal ? (refusal.errors.length ? refusal.errors : [{ pointer: '', code: refusal.code, detail: refusal.detail || refusal.title }]) : []
}
