// A photo goes up by its own id: whole when it is small, else in pieces that go on where the last connection broke off.
import { sha256 } from '@noble/hashes/sha2.js'
import { ask, Away, jsonOf, type Sender } from './send'
import type { Photo } from './store'

const WHOLE = 256 * 1024
const PIECE = 128 * 1024

/** Its new state: sent, or one that a person must look at. Throws Away where the network is. */
export async function sendPhoto(photo: Photo, site: string, sender: Sender): Promise<Photo['state']> {
  const path = `/api/photos/${photo.id}?site=${encodeURIComponent(site)}`
  const answer = photo.blob.size <= WHOLE ? await whole(photo, path, sender) : await inPieces(photo, path, sender)
  if (answer === 'there') return 'sent'
  if (answer.status >= 500 || [401, 408, 425, 429].includes(answer.status)) throw new Away('network')
  if (!answer.ok) return 'person'
  if ((await jsonOf(answer)).id !== photo.id) throw new Away('portal')
  return 'sent'
}

const whole = (photo: Photo, path: string, sender: Sender): Promise<Response> =>
  ask(sender, path, { method: 'PUT', body: photo.blob, headers: { 'Content-Type': photo.blob.type || 'image/jpeg' } })

async function inPieces(photo: Photo, path: string, sender: Sender): Promise<Response | 'there'> {
  const known = await ask(sender, path, { method: 'HEAD' })
  if (!known.ok) return known
  if (known.headers.get('Upload-Complete') === '?1') return 'there'
  const bytes = new Uint8Array(await photo.blob.arrayBuffer())
  const digest = `sha-256=:${btoa(String.fromCharCode(...sha256(bytes)))}:`
  for (let offset = Number(known.headers.get('Upload-Offset') ?? 0); ; ) {
    const piece = bytes.slice(offset, offset + PIECE)
    const answer = await ask(sender, path, {
      method: 'PATCH', body: piece,
      headers: { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(offset), 'Upload-Length': String(bytes.length), 'Repr-Digest': digest },
    })
    if (answer.status === 409) throw new Away('network') // another tab sent a piece: the next try asks how far it is
    if (answer.status !== 204) return answer
    offset += piece.length
  }
}
