// Making an entry: the record, its photos and the tablet's chain are kept in one transaction, or nothing is.
import type { IDBPObjectStore } from 'idb'
import { uuid7 } from '../lib/uuid7'
import { digestOf, link } from './chain'
import { takeBack } from './full'
import { type Entry, type Head, type Schema, START, store, type Title } from './store'

export interface Made {
  /** The id that a draft was given when it was opened; without one the entry is given its own. */
  id?: string | undefined
  kind: string
  path: string
  site: string
  body: unknown
  title: Title
  account: string
  person?: string | null
  /** Photos that were kept before (outbox/pictures.ts), by their ids. */
  photos?: string[]
  draft?: unknown
  /** The refused entry that this one takes the place of. */
  replaces?: string | undefined
  /** When it happened, where it is typed in from paper. */
  paper?: string | null
}

const NOBODY: Head = { key: 'head', tablet: null, seq: 0, chain: START }

/** A photo goes with the entry that names it; one that was sent with an entry refused since is not sent again. */
async function handOver(photos: Pick<IDBPObjectStore<Schema, ('entries' | 'photos' | 'device')[], 'photos', 'readwrite'>, 'get' | 'put'>, id: string, entry: string): Promise<void> {
  const photo = await photos.get(id)
  if (photo) await photos.put({ ...photo, entry, state: photo.state === 'sent' ? 'sent' : 'waiting' })
}

/** Keeps an entry on this tablet; from here on it is sent exactly once. A draft that is entered again, because the power
 * went before it was let go of, stays the entry that it is already. Throws StorageFull. */
export async function enter(made: Made, now = new Date()): Promise<Entry> {
  const db = await store()
  const bytes = JSON.stringify(made.body)
  const digest = digestOf(bytes)
  const id = made.id ?? uuid7(now.getTime())
  const tx = db.transaction(['entries', 'photos', 'device'], 'readwrite', { durability: 'strict' })
  try {
    const known = await tx.objectStore('entries').get(id)
    if (known) {
      await tx.done
      return known
    }
    const device = tx.objectStore('device')
    const head = ((await device.get('head')) as Head | undefined) ?? NOBODY
    const chain = link(head.chain, id, digest)
    const entry: Entry = {
      id, seq: head.seq + 1, tablet: head.tablet, kind: made.kind, path: made.path, site: made.site, bytes, digest, chain,
      account: made.account, person: made.person ?? null, madeAt: now.toISOString(), photos: made.photos ?? [],
      title: made.title, draft: made.draft ?? null, paper: made.paper ?? null, state: 'waiting', attempts: 0, nextAt: 0, sentAt: null, withdrawnAt: null, receipt: null, refusal: null, accounted: false,
    }
    const old = made.replaces ? await tx.objectStore('entries').get(made.replaces) : undefined
    if (old?.state === 'person') await tx.objectStore('entries').put({ ...old, state: 'withdrawn', withdrawnAt: now.toISOString(), replacedBy: id })
    await Promise.all([
      tx.objectStore('entries').add(entry),
      ...entry.photos.map((photo) => handOver(tx.objectStore('photos'), photo, id)),
      device.put({ key: 'head', tablet: head.tablet, seq: entry.seq, chain }),
      tx.done,
    ])
    return entry
  } catch (cause) {
    return takeBack(tx, cause)
  }
}
