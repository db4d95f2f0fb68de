// Photos of goods and labels: made small on the tablet, which also takes place and device out of them, and kept until sent.
import { uuid7 } from '../lib/uuid7'
import { isFull, StorageFull, takeBack } from './full'
import { store } from './store'

const LONGEST_SIDE = 1600
const QUALITY = 0.8

/** The file is no picture that this browser can read. */
export class NotAPicture extends Error {}

/** Keeps a picture on this tablet; its id. Throws NotAPicture, StorageFull. */
export const keepPicture = async (file: Blob): Promise<string> => keepFile(await small(file))

/** Keeps a file as it is; its id. Throws StorageFull. */
export async function keepFile(blob: Blob): Promise<string> {
  const id = uuid7()
  try {
    await (await store()).put('photos', { id, entry: '', blob, state: 'kept' })
  } catch (cause) {
    throw isFull(cause) ? new StorageFull('the tablet is full', { cause }) : cause
  }
  return id
}

export async function picture(id: string): Promise<Blob | undefined> {
  return (await (await store()).get('photos', id))?.blob
}

/** Puts another picture in the place of one that the server refused, under its id, which the record names already; what
 * was sent goes out once more with it, and repeats. Throws NotAPicture, StorageFull. */
export async function retakePicture(id: string, file: Blob): Promise<void> {
  const blob = await small(file)
  const tx = (await store()).transaction(['entries', 'photos'], 'readwrite', { durability: 'strict' })
  try {
    const photo = await tx.objectStore('photos').get(id)
    const entry = photo && (await tx.objectStore('entries').get(photo.entry))
    if (photo?.state === 'person') await tx.objectStore('photos').put({ ...photo, blob, state: 'waiting' })
    if (photo?.state === 'person' && entry?.state === 'sent') await tx.objectStore('entries').put({ ...entry, state: 'waiting', attempts: 0, nextAt: 0, sentAt: null, receipt: null })
    await tx.done
  } catch (cause) {
    await takeBack(tx, cause)
  }
}

/** Lets go of a picture that the server refused: the record goes without it. */
export async function leaveOutPicture(id: string): Promise<void> {
  const db = await store()
  if ((await db.get('photos', id))?.state === 'person') await db.delete('photos', id)
}

/** Lets go of a picture that no entry names yet. */
export async function dropPicture(id: string): Promise<void> {
  const db = await store()
  if ((await db.get('photos', id))?.state === 'kept') await db.delete('photos', id)
}

async function small(file: Blob): Promise<Blob> {
  let image: ImageBitmap
  try {
    image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (cause) {
    throw new NotAPicture('no picture', { cause })
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new NotAPicture('no picture')) }, 'image/jpeg', QUALITY)
  })
}
