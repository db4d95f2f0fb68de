// The unsent entries as a file, for a tablet that cannot send them any more: another one takes them over. Their ids and
// bytes stay as they are, so that whoever sends first, and whoever sends again, records each of them once.
import { digestOf, link } from './chain'
import { takeBack } from './full'
import { type Entry, type Head, type Photo, START, store } from './store'

const FORM = 'mealtrace-entries-1'
interface CarriedPhoto { id: string; type: string; content: string }
type Carried = Pick<Entry, 'id' | 'kind' | 'path' | 'site' | 'bytes' | 'account' | 'person' | 'madeAt' | 'title' | 'draft'> & { photos: CarriedPhoto[] }

/** The file's content is not an export, or was changed on the way. */
export class NotEntries extends Error {}

const base64 = async (blob: Blob): Promise<string> => {
  let text = ''
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}
const blobOf = (photo: CarriedPhoto): Blob => new Blob([Uint8Array.from(atob(photo.content), (letter) => letter.charCodeAt(0))], { type: photo.type })

/** All that waits or needs a person, oldest first, as JSON. */
export async function pack(): Promise<Blob> {
  const db = await store()
  const unsent = (await db.getAll('entries')).filter((entry) => ['waiting', 'person'].includes(entry.state)).sort((a, b) => a.seq - b.seq)
  const carried: Carried[] = []
  for (const { id, kind, path, site, bytes, account, person, madeAt, title, draft } of unsent) {
    const photos: CarriedPhoto[] = []
    for (const photo of await db.getAllFromIndex('photos', 'entry', id)) photos.push({ id: photo.id, type: photo.blob.type, content: await base64(photo.blob) })
    carried.push({ id, kind, path, site, bytes, account, person, madeAt, title, draft, photos })
  }
  const entries = JSON.stringify(carried)
  return new Blob([JSON.stringify({ form: FORM, digest: digestOf(entries), entries })], { type: 'application/json' })
}

/** Takes over what a file holds and this tablet has not, all or nothing; how many. Throws NotEntries, StorageFull. */
export async function unpack(text: string): Promise<number> {
  const carried = read(text)
  const db = await store()
  const tx = db.transaction(['entries', 'photos', 'device'], 'readwrite', { durability: 'strict' })
  try {
    const [entries, photos, device] = [tx.objectStore('entries'), tx.objectStore('photos'), tx.objectStore('device')]
    const head: Head = ((await device.get('head')) as Head | undefined) ?? { key: 'head', tablet: null, seq: 0, chain: START }
    let count = 0
    for (const one of carried) {
      if (await entries.get(one.id)) continue
      const digest = digestOf(one.bytes)
      head.chain = link(head.chain, one.id, digest)
      head.seq += 1
      count += 1
      await entries.add({ ...one, photos: one.photos.map((photo) => photo.id), seq: head.seq, tablet: head.tablet, digest, chain: head.chain, state: 'waiting', attempts: 0, nextAt: 0, sentAt: null, withdrawnAt: null, receipt: null, refusal: null, accounted: false })
      for (const photo of one.photos) await photos.put({ id: photo.id, entry: one.id, blob: blobOf(photo), state: 'waiting' } satisfies Photo)
    }
    await device.put(head)
    await tx.done
    return count
  } catch (cause) {
    return takeBack(tx, cause)
  }
}

function read(text: string): Carried[] {
  try {
    const file = JSON.parse(text) as { form?: unknown; digest?: unknown; entries?: unknown }
    if (file.form !== FORM || typeof file.entries !== 'string' || digestOf(file.entries) !== file.digest) throw new NotEntries('no export')
    return JSON.parse(file.entries) as Carried[]
  } catch (cause) {
    throw cause instanceof NotEntries ? cause : new NotEntries('no export', { cause })
  }
}
