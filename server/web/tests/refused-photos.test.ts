import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { enter } from '../src/outbox/enter'
import { lookAfter } from '../src/outbox/kept'
import { gapsOf, isOurs } from '../src/outbox/ours'
import { leaveOutPicture, retakePicture } from '../src/outbox/pictures'
import { queue } from '../src/outbox/queue.svelte'
import { drain } from '../src/outbox/send'
import { type Entry, store } from '../src/outbox/store'
import { clock, emptied, json, kept, made, MORNING, photoState, recorded, sender, states } from './outbox'

beforeEach(async () => {
  await emptied()
  vi.stubGlobal('createImageBitmap', async () => ({ width: 4, height: 3, close: () => undefined }))
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => ({ drawImage: () => undefined }), toBlob: (took: (blob: Blob) => void) => took(new Blob(['another'])) }) })
})
afterEach(() => vi.unstubAllGlobals())

let takes = false
const world = () => sender((path) => (path.startsWith('/api/photos/') && !takes ? json(422, { code: 'not_a_photo' }) : recorded(path)))
/** A record that was sent, and its photo that was refused. */
async function refused(): Promise<Entry> {
  takes = false
  const entry = await enter(made('A', [await kept('p1', new Blob(['picture']))]), new Date(MORNING))
  await drain(world())
  await queue.changed()
  return entry
}

test('names a photo that was refused with its entry, though the record was sent', async () => {
  const entry = await refused()
  expect(await states()).toEqual(['sent'])
  expect(queue.person.map((one) => one.id)).toEqual([entry.id])
  expect(queue.refusedPhotos(entry.id)).toEqual(['p1'])
})
test('sends a photo that was taken again under its id, and the record repeats', async () => {
  const entry = await refused()
  await retakePicture('p1', new Blob(['file']))
  expect(await states()).toEqual(['waiting'])
  takes = true
  const again = world()
  expect(await drain(again)).toBe('')
  expect(again.fetch.mock.calls.map(([path, init]) => [path, (init as RequestInit).method])).toEqual([['/api/photos/p1?site=site-1', 'PUT'], [`/api/deliveries/${entry.id}`, 'PUT']])
  expect((again.fetch.mock.calls[1]?.[1] as RequestInit).body).toBe(entry.bytes)
  await queue.changed()
  expect([queue.person, await photoState('p1')]).toEqual([[], 'sent'])
})
test('leaves out a photo that was refused, and none that was taken', async () => {
  const entry = await refused()
  await kept('p2', new Blob(['picture']))
  await leaveOutPicture('p1')
  await leaveOutPicture('p2')
  await queue.changed()
  expect([queue.refusedPhotos(entry.id), await photoState('p1'), await photoState('p2')]).toEqual([[], undefined, 'kept'])
})
test('keeps a refused photo for a person after a backup has the record', async () => {
  const entry = await refused()
  const saved = sender(() => json(200, { missing: [], backed_up_until: '2027-01-01T00:00:00Z' }))
  await (await store()).put('entries', { ...entry, state: 'sent', sentAt: new Date(MORNING).toISOString(), receipt: { recorded_at: new Date(MORNING).toISOString() } as never })
  await lookAfter(saved)
  expect(await photoState('p1')).toBe('person')
  clock.now = MORNING + 15 * 86_400_000
  await lookAfter(saved)
  expect(await photoState('p1')).toBeUndefined()
})

const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({ seq, tablet: 't', account: 'kitchen', state: 'waiting', accounted: false, ...more }) as Entry
test('counts what only waits on the tablet as no gap', () =>
  expect(gapsOf([[2, 3], [5, 9]], [entry(2), entry(3, { state: 'person' }), entry(5, { state: 'withdrawn' }), entry(6, { state: 'withdrawn', accounted: true }), entry(7, { state: 'sent' }), entry(8), entry(9, { tablet: 'u' })], 't'))
    .toEqual({ lost: [[6, 7], [9, 9]], here: 4 }))
test('knows whose entries go from here', () => {
  const those = [entry(1), entry(2, { tablet: null }), entry(3, { tablet: null, account: 'manager' })]
  expect(those.map((one) => isOurs(one, { token: null, account: 'kitchen' }))).toEqual([false, true, false])
  expect(those.map((one) => isOurs(one, { token: 'secret', account: 'kitchen' }))).toEqual([true, true, true])
})
