// The ids of batches that a record makes, as the server derives them (traceability/identifiers.py), so that what was
// cooked on this tablet a minute ago can be named before any server knows of it. Never change a derivation.
import { sha1 } from '@noble/hashes/legacy.js'

const SEPARATOR = '\u001f'

/** The UUIDv5 of the parts under a namespace, joined by U+001F. */
export function derive(namespace: string, ...parts: string[]): string {
  const space = (namespace.replaceAll('-', '').match(/../g) ?? []).map((pair) => parseInt(pair, 16))
  const hash = sha1(new Uint8Array([...space, ...new TextEncoder().encode(parts.join(SEPARATOR))])).slice(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The batch that a line (from 1) of a delivery puts into the store. */
export const campusBatch = (delivery: string, line: number): string => derive(delivery, `batch:${line}`)

/** The n-th batch that a cooking, a serving or a sample makes. */
export const madeBatch = (record: string, n = 1): string => derive(record, `batch:${n}`)
