// Enrolling this browser as a shared tablet.
import { problem, Unreachable } from '../lib/http'
import { type Head, START, store, type Tablet } from './store'
import { tablet } from './tablet.svelte'

/** Spends a code that a manager made for this tablet. From here on its entries are numbered anew, from 1. */
export async function enrol(code: string, language: string): Promise<void> {
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
  tablet.become(kept)
}
