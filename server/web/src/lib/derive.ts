// Ids that follow from others, so that what is made without a network has its final id at once (traceability/identifiers.py).
import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const SEPARATOR = '\u001f'

/** The UUIDv5 of parts under a namespace, joined by U+001F. */
export function derive(namespace: string, ...parts: string[]): string {
  const hashed = sha1(concatBytes(hexToBytes(namespace.replaceAll('-', '')), utf8ToBytes(parts.join(SEPARATOR)))).slice(0, 16)
  hashed[6] = ((hashed[6] ?? 0) & 0x0f) | 0x50
  hashed[8] = ((hashed[8] ?? 0) & 0x3f) | 0x80
  const hex = bytesToHex(hashed)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id of the batch that line `line` (from 1) of a delivery puts into the store. */
export const campusBatchId = (record: string, line: number): string => derive(record, `batch:${line}`)
