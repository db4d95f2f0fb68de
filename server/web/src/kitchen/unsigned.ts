// Which deliveries wait for a second signature: as the server last said, and what this tablet has made since. Pure.
import type { Delivery, DeliverySignature, Unsigned } from '../lib/types'
import type { Entry } from '../outbox/store'

const isKept = (entry: Entry): boolean => entry.state === 'waiting' || entry.state === 'sent'
const bodyOf = <T>(entry: Entry): T => JSON.parse(entry.bytes) as T

/** Newest first. `stale`: what the server said is old, so that what was sent since counts as well. */
export function unsignedHere(told: Unsigned[], entries: Entry[], site: string, stale: boolean): Unsigned[] {
  const here = entries.filter((entry) => entry.site === site && isKept(entry))
  const signed = new Set(here.filter((entry) => entry.kind === 'delivery_signature').map((entry) => bodyOf<DeliverySignature>(entry).delivery))
  const made = here.filter((entry) => entry.kind === 'delivery' && (stale || entry.state === 'waiting')).flatMap((entry): Unsigned[] => {
    const { receivers, occurred_at, lines, supplier } = bodyOf<Delivery>(entry)
    if (new Set(receivers.map((one) => one.person)).size > 1) return []
    const { name, name_en } = entry.title
    return [{ delivery: entry.id, supplier: { id: supplier, name, name_en }, occurred_at, lines: lines.length, first: receivers[0]?.person ?? null }]
  })
  const all = new Map([...told, ...made].map((one) => [one.delivery, one]))
  return [...all.values()].filter((one) => !signed.has(one.delivery)).sort((a, b) => (a.occurred_at < b.occurred_at ? 1 : -1))
}
