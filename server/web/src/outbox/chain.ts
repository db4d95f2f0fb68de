// The chain that proves that none of a tablet's entries is missing. Pure; synchronous, so that it can be computed inside
// a database transaction, and without Web Crypto, which plain HTTP lacks.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export const digestOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256(chain before || id of the record, 16 bytes || SHA-256 of its bytes), in hex. */
export const link = (before: string, id: string, digest: string): string =>
  bytesToHex(sha256(concatBytes(hexToBytes(before), hexToBytes(id.replaceAll('-', '')), hexToBytes(digest))))
