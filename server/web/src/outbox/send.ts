// Sending what waits: one sender at a time over all tabs, photos before their record. The oldest entry goes first, but for
// those that failed before: one that never gets through must not stand before all others.
import { amend, type Entry, type Photo, type Refusal, type Store, store } from './store'
import { isOurs } from './ours'
import { sendPhoto } from './photos'

/** Why sending stopped before all was sent: sign in again; no network; a network that wants a person to log in to it. */
export type Stop = '' | 'session' | 'network' | 'portal'

/** Who sends, and the world around. `fetch` and `now` are given so that every fault can be tried. */
export interface Sender {
  fetch: typeof fetch
  now: () => number
  account: string
  /** The enrolled tablet's token, or else the session's CSRF token. */
  token: string | null
  tablet: string | null
  csrf: string
  language: string
}

/** Nothing was learnt of what was sent, and nothing else needs to be tried now. */
export class Away extends Error {
  constructor(readonly why: Exclude<Stop, ''>) { super(why) }
}
/** The server cannot take this now; others may well go. `seconds`: how long it asks to wait, 0 where it does not say. */
export class NotNow extends Error {
  constructor(readonly seconds: number) { super('not now') }
}

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 120_000
/** Where the network is away it is asked for more often: nothing is wrong with the entry. */
const LONGEST_AWAY = 15_000
const TRY_AGAIN = [408, 425, 429]
const ANSWER_SECONDS = 20
/** What the slowest line carries that a whole file still goes up on: 200 kbit/s. */
const LEAST_BYTES_A_SECOND = 25_000

/** Sends all that may be sent now; undefined where nothing was due. Safe at any moment, from any tab: only one sends. */
export async function drain(sender: Sender): Promise<Stop | undefined> {
  if (!('locks' in navigator)) return sendAll(await store(), sender) // plain HTTP: a doubled request repeats, it never doubles
  return navigator.locks.request('mealtrace-outbox', { ifAvailable: true }, async (lock) => (lock ? sendAll(await store(), sender) : undefined))
}

async function sendAll(db: Store, sender: Sender): Promise<Stop | undefined> {
  let tried = false
  const waiting = (await db.getAllFromIndex('entries', 'state', 'waiting')).sort((a, b) => a.attempts - b.attempts || a.seq - b.seq)
  for (const entry of waiting) {
    if (!isDue(entry, sender.now()) || !isOurs(entry, sender)) continue
    tried = true
    try {
      const files = await db.getAllFromIndex('photos', 'entry', entry.id)
      if (entry.kind !== 'document') for (const photo of files) await photoOut(db, photo, entry, sender)
      await recordOut(entry, sender, async () => { for (const file of entry.kind === 'document' ? files : []) await contentOut(db, file, entry, sender) })
    } catch (error) {
      if (error instanceof NotNow) await later(entry, sender, LONGEST_WAIT, error.seconds)
      else if (!(error instanceof Away)) throw error
      else {
        if (error.why !== 'session') await later(entry, sender, LONGEST_AWAY)
        return error.why
      }
    }
  }
  return (await account(db, sender)) || (tried ? '' : undefined)
}

/** Tells the server which numbers of this tablet never became a record, so that nobody looks for them. */
async function account(db: Store, sender: Sender): Promise<Stop> {
  if (!sender.token) return ''
  const withdrawn = await db.getAllFromIndex('entries', 'state', 'withdrawn')
  for (const entry of withdrawn.filter((one) => !one.accounted && one.tablet === sender.tablet)) {
    const { id: record, kind, digest, chain, person, madeAt: made_at } = entry
    try {
      const answer = await ask(sender, `/api/tablet-entries/${entry.seq}`, {
        method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ record, kind, digest, chain, person, made_at, reason: entry.refusal?.code ?? null }),
      })
      if (answer.ok) await amend(entry.id, 'withdrawn', { accounted: true })
    } catch (error) {
      if (error instanceof NotNow) return ''
      if (!(error instanceof Away)) throw error
      return error.why
    }
  }
  return ''
}

/** No pause is longer than the longest: one that ends later was set by a clock that has been put back since. */
const isDue = (entry: Entry, now: number): boolean => entry.nextAt <= now || entry.nextAt > now + LONGEST_WAIT

async function photoOut(db: Store, photo: Photo, entry: Entry, sender: Sender): Promise<void> {
  if (photo.state !== 'waiting') return
  const state = await sendPhoto(photo, entry.site, sender)
  await db.put('photos', { ...photo, state })
}

/** The content of a document goes up once its record is there. */
async function contentOut(db: Store, file: Photo, entry: Entry, sender: Sender): Promise<void> {
  if (file.state !== 'waiting') return
  const content = await file.blob.arrayBuffer().catch(() => null) // the browser lost its file: a person must know
  const answer = content && (await ask(sender, `/api/documents/${entry.id}/content`, { method: 'PUT', body: content, headers: { 'Content-Type': 'application/octet-stream' } }, ANSWER_SECONDS + content.byteLength / LEAST_BYTES_A_SECOND))
  await db.put('photos', { ...file, state: answer?.ok ? 'sent' : 'person' })
}

/** then: what belongs to the record, before it counts as sent; where that breaks off, the record is sent again and repeats. */
async function recordOut(entry: Entry, sender: Sender, then: () => Promise<void>): Promise<void> {
  const { ok, status, told } = await ask(sender, `/api/${entry.path}/${entry.id}`, { method: 'PUT', body: entry.bytes, headers: { 'Content-Type': 'application/json', ...transport(entry, sender) } })
  if (!ok) await amend(entry.id, 'waiting', { state: 'person', refusal: refusalOf(status, told) })
  else if (told.id !== recordOf(entry)) throw new Away('portal')
  else {
    await then()
    const receipt = told as unknown as Entry['receipt']
    await amend(entry.id, 'waiting', { state: 'sent', receipt, sentAt: new Date(sender.now()).toISOString(), refusal: null, draft: null })
  }
}

/** Which record the receipt of an entry names: its own, or the one that it corrects. */
const recordOf = (entry: Entry): string => (entry.kind === 'correction' ? (JSON.parse(entry.bytes) as { record: string }).record : entry.id)

/** What belongs to the way and not to the record: the tablet's number and chain, who made it, both clocks. */
function transport(entry: Entry, sender: Sender): Record<string, string> {
  if (!sender.token || entry.tablet !== sender.tablet) return {}
  return {
    'Mealtrace-Sequence': String(entry.seq),
    'Mealtrace-Chain': entry.chain,
    'Mealtrace-Made-At': entry.madeAt,
    'Mealtrace-Sent-At': new Date(sender.now()).toISOString(),
    ...(entry.person ? { 'Mealtrace-Person': entry.person } : {}),
  }
}

/** Puts an entry off, twice as long each time up to `longest`, and no less than the server asked for (seconds). */
async function later(entry: Entry, sender: Sender, longest: number, asked = 0): Promise<void> {
  const attempts = entry.attempts + 1
  const wait = Math.min(FIRST_WAIT * 2 ** Math.min(attempts - 1, 10), longest) * (0.5 + Math.random() / 2)
  const least = Number.isFinite(asked) ? Math.min(asked * 1000, LONGEST_WAIT) : 0
  await amend(entry.id, 'waiting', { attempts, nextAt: sender.now() + Math.max(wait, least) })
}

/** What the server says of the thing that was sent. `told`: its JSON, empty where there is none. */
export interface Answer { ok: boolean; status: number; headers: Headers; told: Record<string, unknown> }

/**
 * One request with the sender's identity. Throws Away where no answer came, or one that is not our server's, or a person
 * has to sign in; NotNow where the server is not able to.
 */
export async function ask(sender: Sender, path: string, init: RequestInit, seconds = ANSWER_SECONDS): Promise<Answer> {
  const identity: Record<string, string> = sender.token ? { Authorization: `Bearer ${sender.token}` } : { 'X-CSRF-Token': sender.csrf }
  let response: Response
  try {
    response = await sender.fetch(path, {
      ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(Math.ceil(seconds * 1000)),
      headers: { Accept: 'application/json', 'Accept-Language': sender.language, ...identity, ...(init.headers as Record<string, string>) },
    })
  } catch {
    throw new Away('network')
  }
  const { ok, status, headers } = response
  if (status >= 500) throw new NotNow(Number(headers.get('Retry-After')))
  if (status === 204) return { ok, status, headers, told: {} }
  if (!(headers.get('Content-Type') ?? '').includes('json')) throw new Away('portal')
  if (status === 401) throw new Away('session')
  if (TRY_AGAIN.includes(status)) throw new NotNow(Number(headers.get('Retry-After')))
  const told = init.method === 'HEAD' ? {} : await jsonOf(response)
  if (status === 403 && told.code === 'csrf_missing') throw new Away('session') // somebody signed in anew meanwhile
  return { ok, status, headers, told }
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const told: unknown = await response.json().catch(() => null)
  if (typeof told === 'object' && told !== null) return told as Record<string, unknown>
  throw new Away(response.ok ? 'portal' : 'network') // cut off on the way: ask again
}

function refusalOf(status: number, told: Record<string, unknown>): Refusal {
  const words = (key: string): string => (typeof told[key] === 'string' ? told[key] : '')
  return { status, code: words('code'), title: words('title') || `HTTP ${status}`, detail: words('detail'), errors: Array.isArray(told.errors) ? (told.errors as Refusal['errors']) : [] }
}
