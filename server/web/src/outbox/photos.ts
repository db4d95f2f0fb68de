// A photo goes up by its own id: whole when it is small, else in pieces that go on where the last connection broke off.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Answer, ask, Away, NotNow, type Sender } from './send'
import type { Photo } from './store'

const WHOLE = 256 * 1024
const PIECE = 128 * 1024

/** Its new state: sent, or one that a person must look at. Throws Away and NotNow, as `ask` does. */
export async function sendPhoto(photo: Photo, site: string, sender: Sender): Promise<Photo['state']> {
  const path = `/api/photos/${photo.id}?site=${encodeURIComponent(site)}`
  const content = await photo.blob.arrayBuffer().catch(() => null)
  if (!content) return 'person' // the browser lost its file: the record must not wait for it
  const bytes = new Uint8Array(content)
  const answer = bytes.length <= WHOLE ? await whole(bytes, photo.blob.type, path, sender) : await inPieces(bytes, path, sender)
  if (answer === 'there') return 'sent'
  if (!answer.ok) return 'person'
  if (answer.told.id !== photo.id) throw new Away('portal')
  return 'sent'
}

const whole = (bytes: Uint8Array<ArrayBuffer>, type: string, path: string, sender: Sender): Promise<Answer> =>
  ask(sender, path, { method: 'PUT', body: bytes, headers: { 'Content-Type': type || 'image/jpeg' } })

async function inPieces(bytes: Uint8Array<ArrayBuffer>, path: string, sender: Sender): Promise<Answer | 'there'> {
  const known = await ask(sender, path, { method: 'HEAD' })
  if (!known.ok) return known
  if (known.headers.get('Upload-Complete') === '?1') return 'there'
  const digest = `sha-256=:${btoa(String.fromCharCode(...sha256(bytes)))}:`
  for (let offset = Number(known.headers.get('Upload-Offset') ?? 0); ; ) {
    const piece = bytes.slice(offset, offset + PIECE)
    const answer = await ask(sender, path, {
      method: 'PATCH', body: piece,
      headers: { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(offset), 'Upload-Length': String(bytes.length), 'Repr-Digest': digest },
    })
    if (answer.told.code === 'wrong_offset') throw new NotNow(0) // another tab sent a piece: the next try asks how far it is
    if (answer.status !== 204) return answer
    offset += piece.length
    if (offset >= bytes.length && piece.length < 1) throw new NotNow(0) // all of it was sent, and the server still asks for more
  }
}
