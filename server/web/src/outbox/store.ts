// What this tablet keeps in IndexedDB: entries and their photos until they are sent and two weeks longer, the tablet's
// own identity and the head of its chain, and the last known answers of the server.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Receipt } from '../lib/types'
import type { Fault } from '../lib/http'

/** waiting: on this tablet; sent: the server's receipt is here; person: the server said no, somebody must look. */
export type State = 'waiting' | 'sent' | 'person' | 'withdrawn'
export interface Refusal { status: number; code: string; title: string; detail: string; errors: Fault[] }
/** What an entry is called in lists: a name in both languages, how many items, and an amount such as "38.2 kg". */
export interface Title { name: string | null; name_en: string | null; count: number | null; amount: string | null }

export interface Entry {
  /** The record's id, a UUIDv7 made with the entry. */
  id: string
  /** The tablet's number of the entry, from 1 without a gap. */
  seq: number
  /** The enrolled tablet it was made on; null on a device that is not enrolled. */
  tablet: string | null
  kind: string
  /** Where it is PUT, e.g. "deliveries". */
  path: string
  site: string
  /** The record's JSON. It never changes again, so that a retry repeats and never doubles. */
  bytes: string
  /** SHA-256 of the bytes, and of all entries up to this one (outbox/chain.ts), in hex. */
  digest: string
  chain: string
  /** Whose account, or whom the PIN named. */
  account: string
  person: string | null
  madeAt: string
  /** When it happened, where it was typed in from paper; entries of earlier releases lack it. */
  paper?: string | null
  photos: string[]
  title: Title
  /** What the screen needs to open the entry again, where the server refused it. */
  draft: unknown
  state: State
  attempts: number
  /** Not to be tried again before (milliseconds since 1970). */
  nextAt: number
  sentAt: string | null
  withdrawnAt: string | null
  receipt: Receipt | null
  refusal: Refusal | null
  /** The entry that was made in its place; none in entries of an earlier release. */
  replacedBy?: string
  /** Withdrawn, and the server was told what became of this number. */
  accounted: boolean
}
/** kept: taken, but its entry is still a draft (entry is empty). */
export interface Photo { id: string; entry: string; blob: Blob; state: 'kept' | 'waiting' | 'sent' | 'person' }
/** What stands before the first entry in the chain. */
export const START = '0'.repeat(64)
/** The chain's end on this tablet. */
export interface Head { key: 'head'; tablet: string | null; seq: number; chain: string }
export interface Tablet { key: 'tablet'; id: string; site: string; name: string; token: string }
export interface Shelved { path: string; at: string; value: unknown }

export interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { state: State } }
  photos: { key: string; value: Photo; indexes: { entry: string } }
  device: { key: string; value: Head | Tablet }
  shelf: { key: string; value: Shelved }
}
export type Store = IDBPDatabase<Schema>

let opened: Promise<Store> | undefined

export function store(): Promise<Store> {
  opened ??= openDB<Schema>('mealtrace', 1, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'id' }).createIndex('state', 'state')
      db.createObjectStore('photos', { keyPath: 'id' }).createIndex('entry', 'entry')
      db.createObjectStore('device', { keyPath: 'key' })
      db.createObjectStore('shelf', { keyPath: 'path' })
    },
    blocking(_current, _blocked, event) { // another tab runs a newer release
      ;(event.target as IDBDatabase).close()
      opened = undefined
    },
    terminated() { opened = undefined },
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

/** Changes an entry, if it is still in this state; what became of it in another tab meanwhile stands. */
export async function amend(id: string, from: State, changed: Partial<Entry>): Promise<void> {
  const tx = (await store()).transaction('entries', 'readwrite')
  const entry = await tx.store.get(id)
  if (entry?.state === from) await tx.store.put({ ...entry, ...changed })
  await tx.done
}
