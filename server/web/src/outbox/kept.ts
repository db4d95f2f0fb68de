// What was sent stays here for a while: a server that was restored from a backup lacks what came after it, and gets it
// again. Entries stay for two weeks; photos, which are large, until a backup of the server has them.
import { isOurs } from './ours'
import { ask, Away, type Sender } from './send'
import { madeAt } from '../lib/uuid7'
import { amend, type Entry, type Head, type Store, store } from './store'

const ASKED = 50
const KEPT_DAYS = 14
interface Kept { missing: string[]; backed_up_until: string | null }

/** Asks what the server has, newest first until nothing is missing, and lets go of what need not stay; how many entries
 * the server lost, which wait again. Throws Away, NotNow. */
export async function lookAfter(sender: Sender): Promise<number> {
  const db = await store()
  const sent = (await db.getAllFromIndex('entries', 'state', 'sent')).filter((entry) => isOurs(entry, sender)).sort((a, b) => b.seq - a.seq)
  let lost = 0
  let until: string | null = null
  for (let from = 0; from < sent.length; from += ASKED) {
    const told = await keptOf(sent.slice(from, from + ASKED), sender)
    until = told.backed_up_until
    if (!told.missing.length) break
    lost += told.missing.length
    for (const id of told.missing) await waitAgain(db, id)
  }
  if (lost) await accountAgain(db)
  await letGo(db, sender.now(), until)
  return lost
}

async function keptOf(entries: Entry[], sender: Sender): Promise<Kept> {
  const answer = await ask(sender, `/api/kept?${entries.map((entry) => `record=${entry.id}`).join('&')}`, {})
  if (!answer.ok) throw new Away('network')
  return answer.told as unknown as Kept
}

async function waitAgain(db: Store, id: string): Promise<void> {
  const tx = db.transaction(['entries', 'photos'], 'readwrite', { durability: 'strict' })
  const entry = await tx.objectStore('entries').get(id)
  if (entry?.state === 'sent') {
    await tx.objectStore('entries').put({ ...entry, state: 'waiting', attempts: 0, nextAt: 0, sentAt: null, receipt: null })
    for (const photo of await tx.objectStore('photos').index('entry').getAll(id)) if (photo.state === 'sent') await tx.objectStore('photos').put({ ...photo, state: 'waiting' })
  }
  await tx.done
}

/** The numbers that never became a record are told again, too. */
async function accountAgain(db: Store): Promise<void> {
  for (const entry of await db.getAllFromIndex('entries', 'state', 'withdrawn')) if (entry.accounted) await amend(entry.id, 'withdrawn', { accounted: false })
}

/** A withdrawn entry stays until the server was told of its number; its photos may stand in the draft of the next one. */
async function letGo(db: Store, now: number, until: string | null): Promise<void> {
  const tx = db.transaction(['entries', 'photos', 'device'], 'readwrite')
  const photos = tx.objectStore('photos')
  const head = (await tx.objectStore('device').get('head')) as Head | undefined
  const isOwed = (entry: Entry): boolean => !entry.accounted && entry.tablet !== null && entry.tablet === head?.tablet
  for (const entry of await tx.objectStore('entries').getAll()) {
    if (entry.state === 'withdrawn' ? isOwed(entry) : entry.state !== 'sent') continue
    const safe = entry.state === 'withdrawn' || (until !== null && entry.receipt !== null && Date.parse(entry.receipt.recorded_at) < Date.parse(until))
    const old = Date.parse(entry.sentAt ?? entry.withdrawnAt ?? entry.madeAt) <= now - KEPT_DAYS * 86_400_000
    const here = await photos.index('entry').getAll(entry.id)
    if (safe && (old || entry.state === 'sent')) for (const photo of here) if (old || photo.state !== 'person') await photos.delete(photo.id) // one that was refused waits for a person
    if (old && (safe || !here.length)) await tx.objectStore('entries').delete(entry.id)
  }
  // Photos of lines that were never handed in, and of drafts that were lost.
  for (const photo of await photos.index('entry').getAll('')) if (photo.state === 'kept' && madeAt(photo.id) <= now - KEPT_DAYS * 86_400_000) await photos.delete(photo.id)
  await tx.done
}
