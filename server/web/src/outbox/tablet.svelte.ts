// The tablet this browser was enrolled as: shared by a kitchen, it uploads with a token of its own.
import { Unreachable, problem } from '../lib/http'
import { type Head, START, store, type Tablet } from './store'

let current = $state.raw<Tablet | null>(null)
let loaded: Promise<void> | undefined

export const tablet = {
  get now(): Tablet | null { return current },
  get token(): string | null { return current?.token ?? null },
  /** Reads what was kept here; once. A browser without storage is no tablet. */
  load(): Promise<void> {
    loaded ??= tablet.look()
    return loaded
  },
  /** Reads it again: it may have been enrolled in another tab. */
  async look(): Promise<void> {
    try {
      const kept = (await (await store()).get('device', 'tablet')) as Tablet | undefined
      if (kept?.token !== current?.token) current = kept ?? null
    } catch {
      // what was read before stands
    }
  },
  /** Spends a code that a manager made for this tablet. From here on its entries are numbered anew, from 1. */
  async enrol(code: string, language: string): Promise<void> {
    const response = await fetch('/api/tablets', {
      method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': language }, body: JSON.stringify({ code }), redirect: 'error',
    }).catch((cause: unknown) => { throw new Unreachable('unreachable', { cause }) })
    const told: unknown = await response.json().catch(() => null)
    if (!response.ok) throw problem(response.status, told)
    const { id, site, name, token } = told as Omit<Tablet, 'key'>
    const kept: Tablet = { key: 'tablet', id, site, name, token }
    const head: Head = { key: 'head', tablet: id, seq: 0, chain: START }
    const tx = (await store()).transaction('device', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.put(kept), tx.store.put(head), tx.done])
    current = kept
  },
}
