// What the server counts of an enrolled tablet's entries, against what was made here.
import { get } from '../lib/http'
import { type Head, store } from './store'
import { tablet } from './tablet.svelte'

export interface Tally { made: number; received: number; missing: number[][]; broken: number[]; agrees: boolean }

/** Null on a device that is no tablet, and before its first entry. Throws Unreachable. */
export async function tally(): Promise<Tally | null> {
  const head = (await (await store()).get('device', 'head')) as Head | undefined
  if (!tablet.now || !head) return null
  return get<Tally>(`/api/tally?made=${head.seq}&chain=${head.chain}`)
}
