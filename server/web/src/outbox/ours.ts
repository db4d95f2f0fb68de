// Whose an entry is, and which numbers of a tablet are still here. Pure.
import type { Entry } from './store'

/** A tablet sends all that was made on it; a signed-in person only their own, and nothing that has a tablet's number. */
export const isOurs = (entry: Entry, sender: { token: string | null; account: string }): boolean => sender.token !== null || (entry.tablet === null && entry.account === sender.account)

/** The numbers that the server lacks, from and to, without those that this tablet still has and will tell of. */
export function gapsOf(missing: number[][], entries: Entry[], tablet: string): { lost: number[][]; here: number } {
  const known = new Set(entries.filter((one) => one.tablet === tablet && (['waiting', 'person'].includes(one.state) || (one.state === 'withdrawn' && !one.accounted))).map((one) => one.seq))
  const lost: number[][] = []
  let here = 0
  for (const [from = 0, to = from] of missing) {
    for (let seq = from; seq <= to; seq++) {
      const last = lost.at(-1)
      if (known.has(seq)) here += 1
      else if (last?.[1] === seq - 1) last[1] = seq
      else lost.push([seq, seq])
    }
  }
  return { lost, here }
}
