// Sending what waits: one sender at a time over all tabs, oldest entry first, photos before their record.
import { type Entry, type Photo, type Refusal, type Store, store } from './store'
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

export class Away extends Error {
  constructor(readonly why: 'network' | 'portal') { super(why) }
}

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 120_000
/** Where the network is away it is asked for more often: nothing is wrong with the entry. */
const LONGEST_AWAY = 15_000
const TRY_AGAIN = [408, 425, 429]
const ANSWER_SECONDS = 20

/** Sends all that may be sent now; undefined where nothing was due. Safe at any moment, from any tab: only one sends. */
export async function drain(sender: Sender): Promise<Stop | undefined> {
  if (!('locks' in navigator)) return sendAll(await store(), sender) // plain HTTP: a doubled request repeats, it never doubles
  return navigator.locks.request('mealtrace-outbox', { ifAvailable: true }, async (lock) => (lock ? sendAll(await store(), sender) : undefined))
}

async function sendAll(db: Store, sender: Sender): Promise<Stop | undefined> {
  let tried = false
  const waiting = (await db.getAllFromIndex('entries', 'state', 'waiting')).sort((a, b) => a.seq - b.seq)
  for (const entry of waiting) {
    if (entry.nextAt > sender.now() || !isOurs(entry, sender)) continue
    tried = true
    try {
      for (const photo of await db.getAllFromIndex('photos', 'entry', entry.id)) await photoOut(db, photo, entry, sender)
      const stop = await recordOut(db, entry, sender)
      if (stop) return stop
    } catch (error) {
      if (!(error instanceof Away)) throw error
      await later(db, entry, sender, LONGEST_AWAY)
      return error.why
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
      if (answer.ok) await db.put('entries', { ...entry, accounted: true })
    } catch (error) {
      if (!(error instanceof Away)) throw error
      return error.why
    }
  }
  return ''
}

/** A tablet sends all that was made on it; a signed-in person only their own. */
export const isOurs = (entry: Entry, sender: Sender): boolean => sender.token !== null || entry.account === sender.account

async function photoOut(db: Store, photo: Photo, entry: Entry, sender: Sender): Promise<void> {
  if (photo.state !== 'waiting') return
  const state = await sendPhoto(photo, entry.site, sender)
  await db.put('photos', { ...photo, state })
}

async function recordOut(db: Store, entry: Entry, sender: Sender): Promise<Stop> {
  const response = await ask(sender, `/api/${entry.path}/${entry.id}`, { method: 'PUT', body: entry.bytes, headers: { 'Content-Type': 'application/json', ...transport(entry, sender) } })
  if (response.status === 401) return 'session'
  if (response.status >= 500 || TRY_AGAIN.includes(response.status)) {
    await later(db, entry, sender, LONGEST_WAIT, Number(response.headers.get('Retry-After')))
    return ''
  }
  const answer = await jsonOf(response)
  if (response.status === 403 && answer.code === 'csrf_missing') return 'session' // somebody signed in anew meanwhile
  if (!response.ok) await db.put('entries', { ...entry, state: 'person', refusal: refusalOf(response.status, answer) })
  else if (answer.id !== entry.id) throw new Away('portal')
  else {
    const receipt = answer as unknown as Entry['receipt']
    await db.put('entries', { ...entry, state: 'sent', receipt, sentAt: new Date(sender.now()).toISOString(), refusal: null, draft: null })
  }
  return ''
}

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
async function later(db: Store, entry: Entry, sender: Sender, longest: number, asked = 0): Promise<void> {
  const attempts = entry.attempts + 1
  const wait = Math.min(FIRST_WAIT * 2 ** Math.min(attempts - 1, 10), longest) * (0.5 + Math.random() / 2)
  const least = Number.isFinite(asked) ? Math.min(asked * 1000, LONGEST_WAIT) : 0
  await db.put('entries', { ...entry, attempts, nextAt: sender.now() + Math.max(wait, least) })
}

/** One request with the sender's identity. Throws Away where no answer came, or one that is not our server's. */
export async function ask(sender: Sender, path: string, init: RequestInit): Promise<Response> {
  const identity: Record<string, string> = sender.token ? { Authorization: `Bearer ${sender.token}` } : { 'X-CSRF-Token': sender.csrf }
  let response: Response
  try {
    response = await sender.fetch(path, {
      ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
      headers: { Accept: 'application/json', 'Accept-Language': sender.language, ...identity, ...(init.headers as Record<string, string>) },
    })
  } catch {
    throw new Away('network')
  }
  const type = response.headers.get('Content-Type') ?? ''
  if (response.status < 500 && response.status !== 204 && init.method !== 'HEAD' && !type.includes('json')) throw new Away('portal')
  return response
}

export async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch {
    throw new Away(response.ok ? 'portal' : 'network') // cut off on the way: ask again
  }
}

function refusalOf(status: number, told: Record<string, unknown>): Refusal {
  const words = (key: string): string => (typeof told[key] === 'string' ? told[key] : '')
  return { status, code: words('code'), title: words('title') || `HTTP ${status}`, detail: words('detail'), errors: Array.isArray(told.errors) ? (told.errors as Refusal['errors']) : [] }
}
