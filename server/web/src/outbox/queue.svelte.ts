// The entries of this tablet as screens see them, and what sets the sender going.
import { first } from '../lib/first'
import { i18n } from '../lib/i18n.svelte'
import { session } from '../lib/session.svelte'
import type { Made } from './enter'
import { isOurs } from './ours'
import { paper } from './paper.svelte'
import type { Sender, Stop } from './send'
import { amend, type Entry, store } from './store'
import { tablet } from './tablet.svelte'
import { asWritten } from './written'

const EVERY_SECONDS = 20
const ASK_EVERY = 3_600_000

let entries = $state.raw<Entry[]>([])
let photos = $state.raw<Map<string, string[]>>(new Map())
let stop = $state<Stop>('')
let sending = $state(false)
let again = false
let hurried = false
let asked = 0
const told = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('mealtrace-outbox')
const waiting = $derived(entries.filter((entry) => entry.state === 'waiting'))
const person = $derived(entries.filter((entry) => entry.state === 'person' || (entry.state === 'sent' && photos.has(entry.id))))
const others = $derived(waiting.filter((entry) => !isOurs(entry, { token: tablet.token, account: session.account?.username ?? '' })))

async function look(): Promise<void> {
  const db = await store()
  const [all, pictures] = [await db.getAll('entries'), await db.getAll('photos')]
  const living = new Set(all.filter((one) => one.state !== 'withdrawn').map((one) => one.id))
  const refused = new Map<string, string[]>()
  for (const one of pictures) if (one.state === 'person' && living.has(one.entry)) refused.set(one.entry, [...(refused.get(one.entry) ?? []), one.id])
  photos = refused
  entries = all.sort((a, b) => (a.madeAt === b.madeAt ? b.seq - a.seq : a.madeAt < b.madeAt ? 1 : -1)) // an id is as old as its draft
}

const sender = (): Sender => ({
  fetch: fetch.bind(globalThis), now: Date.now, account: session.account?.username ?? '', token: tablet.token, tablet: tablet.now?.id ?? null, csrf: session.csrf, language: i18n.lang,
})

export const queue = {
  /** Newest first. */
  get entries(): Entry[] { return entries },
  get waiting(): Entry[] { return waiting },
  /** Refused, or sent without a photo that was refused. */
  get person(): Entry[] { return person },
  /** Those that wait and do not go from here: of another account, or of a tablet that this device is not any more. */
  get others(): Entry[] { return others },
  /** The photos of an entry that the server refused, by their ids. */
  refusedPhotos: (entry: string): string[] => photos.get(entry) ?? [],
  /** Why the last try stopped; empty while all goes well. */
  get stop(): Stop { return stop },
  get sending(): boolean { return sending },

  changed,

  async add(made: Omit<Made, 'account'>): Promise<Entry> {
    const { enter } = await import('./enter') // already here: every screen that makes entries brings it
    const entry = await enter({ ...made, ...asWritten(made.body, paper.at), account: session.account?.username ?? '' })
    await changed()
    void queue.send()
    return entry
  },

  /** Whether a draft is an entry already: the power went after it was handed in, and before it was let go of. */
  async isEntered(id: string | undefined): Promise<boolean> { return id !== undefined && (await (await store()).getKey('entries', id)) !== undefined },

  /** Sends what waits; in a hurry also what was told to pause. Whoever asks while it runs sets it going once more. */
  async send(hurry = false): Promise<void> {
    hurried ||= hurry
    if (sending) {
      again = true
      return
    }
    sending = true
    try {
      do {
        again = false
        if (hurried) await soon()
        hurried = false
        await tablet.look()
        if (!tablet.token && !session.csrf) await session.look().catch(() => undefined)
        const ended = await (await import('./send')).drain(sender())
        await changed()
        stop = ended ?? (waiting.length ? stop : '')
        if (!stop && waiting.length === others.length && Date.now() - asked >= ASK_EVERY) await askOnce()
      } while (again)
    } finally {
      sending = false
    }
  },

  /** The entry once it is no longer waiting, or as it stands after so many milliseconds. */
  async settled(id: string, most: number): Promise<Entry | undefined> {
    const until = Date.now() + most
    for (;;) {
      const entry = await (await store()).get('entries', id)
      if (!entry || entry.state !== 'waiting' || Date.now() >= until || (stop && !sending)) return entry
      await new Promise((go) => setTimeout(go, 60))
    }
  },

  /** An entry that the server refused is set aside; what took its place is an entry of its own. */
  async withdraw(id: string): Promise<void> {
    await amend(id, 'person', { state: 'withdrawn', withdrawnAt: new Date().toISOString() })
    await changed()
  },
}

/** A person who taps "try now" does not wait for a pause to end. */
async function soon(): Promise<void> {
  const db = await store()
  for (const entry of await db.getAllFromIndex('entries', 'state', 'waiting')) if (entry.nextAt) await amend(entry.id, 'waiting', { nextAt: 0 })
}

/** Now and then the server is asked what it still has; what it lost goes out once more. */
async function askOnce(): Promise<void> {
  const lost = await import('./kept').then(({ lookAfter }) => lookAfter(sender())).catch(() => null) // no answer: the next round asks
  if (lost === null) return
  asked = Date.now()
  again ||= lost > 0
  await look()
}

async function changed(): Promise<void> {
  await look()
  told?.postMessage('changed')
}

/** Starts sending for as long as the page lives; returns what ends it. */
export function begin(): () => void {
  const go = (): void => { if (document.visibilityState === 'visible') void queue.send() }
  const online = (): void => void queue.send(true)
  const hear = (): void => void look()
  void look()
  void first.usable.then(() => queue.send())
  void navigator.storage?.persist?.()
  const timer = setInterval(go, EVERY_SECONDS * 1000)
  addEventListener('online', online)
  document.addEventListener('visibilitychange', go)
  told?.addEventListener('message', hear)
  return () => {
    clearInterval(timer)
    removeEventListener('online', online)
    document.removeEventListener('visibilitychange', go)
    told?.removeEventListener('message', hear)
  }
}
