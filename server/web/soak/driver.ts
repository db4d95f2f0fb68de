// What the soak test runs in a tablet's page beside the app: it makes entries as the screens do, quicker than hands could.
// The app alone sends them. Built by tests/soak/tablets.py; never part of the app.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { enter } from '../src/outbox/enter'
import { keepPicture } from '../src/outbox/pictures'
import { store } from '../src/outbox/store'

interface Plan { kind: string; path: string; site: string; body: Record<string, unknown>; at: string; pictures: { width: number; height: number; colour: string }[] }
interface Done { id: string; path: string; digest: string; photos: Record<string, string> }

async function picture(plan: Plan['pictures'][number]): Promise<Blob> {
  const canvas = new OffscreenCanvas(plan.width, plan.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = plan.colour
  context.fillRect(0, 0, plan.width, plan.height)
  const noise = context.getImageData(0, 0, plan.width, plan.height)
  for (let at = 0; at < noise.data.length; at += 4) noise.data[at] = (noise.data[at]! + Math.random() * 255) & 255
  context.putImageData(noise, 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}

async function make(plans: Plan[]): Promise<Done[]> {
  const done: Done[] = []
  for (const { pictures, at, ...plan } of plans) {
    const photos: string[] = []
    for (const one of pictures) photos.push(await keepPicture(await picture(one)))
    const body = photos.length ? { ...plan.body, lines: (plan.body.lines as object[]).map((line, n) => (n ? line : { ...line, photos })) } : plan.body
    const entry = await enter({ ...plan, body, photos, account: '', title: { name: plan.kind, name_en: null, count: null, amount: null } }, new Date(at))
    done.push({ id: entry.id, path: plan.path, digest: entry.digest, photos: await digests(photos) })
  }
  return done
}

async function digests(photos: string[]): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const id of photos) {
    const kept = await (await store()).get('photos', id)
    if (kept) told[id] = bytesToHex(sha256(new Uint8Array(await kept.blob.arrayBuffer())))
  }
  return told
}

/** How many of this tablet's entries are in each state. */
async function states(): Promise<Record<string, number>> {
  const count: Record<string, number> = {}
  for (const entry of await (await store()).getAll('entries')) count[entry.state] = (count[entry.state] ?? 0) + 1
  return count
}

/** What the server counts, asked as the app asks in the evening. */
async function tally(): Promise<unknown> {
  const device = (await store())
  const [head, tablet] = [await device.get('device', 'head'), await device.get('device', 'tablet')]
  if (head?.key !== 'head' || tablet?.key !== 'tablet') throw new Error('no tablet')
  const answer = await fetch(`/api/tally?made=${head.seq}&chain=${head.chain}`, { headers: { Authorization: `Bearer ${tablet.token}` } })
  return answer.json()
}

Object.assign(globalThis, { soak: { make, states, tally } })
