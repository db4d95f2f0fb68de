import { beforeEach, expect, test } from 'vitest'
import { NotEntries, pack, unpack } from '../src/outbox/carry'
import { digestOf } from '../src/outbox/chain'
import { enter } from '../src/outbox/enter'
import { store } from '../src/outbox/store'
import { emptied, kept, made, states } from './outbox'

beforeEach(emptied)

test('lets another tablet take over the unsent entries, ids and bytes and photos as they were', async () => {
  const entry = await enter(made('A', [await kept('p1', new Blob(['picture'], { type: 'image/png' }))]))
  const file = await (await pack()).text()
  await emptied()
  const db = await store()
  expect(await unpack(file)).toBe(1)
  expect(await unpack(file)).toBe(0)
  expect(await db.get('entries', entry.id)).toMatchObject({ id: entry.id, bytes: entry.bytes, state: 'waiting' })
  const photo = await db.get('photos', 'p1')
  expect(await photo?.blob.text()).toBe('picture')
  await expect(unpack(file.replace('lot', 'lit'))).rejects.toThrow(NotEntries)
  await expect(unpack('{}')).rejects.toThrow(NotEntries)
})
test('takes over nothing of a file that breaks off in the middle, and gives no number twice', async () => {
  await enter(made('A'))
  await enter(made('B', [await kept('p1', new Blob(['picture'], { type: 'image/png' }))]))
  const file = JSON.parse(await (await pack()).text()) as { digest: string; entries: string }
  file.entries = file.entries.replace(btoa('picture'), '%')
  file.digest = digestOf(file.entries)
  await emptied()
  await expect(unpack(JSON.stringify(file))).rejects.toThrow()
  expect(await states()).toEqual([])
  expect((await enter(made('C'))).seq).toBe(1)
})
test('lets an entry that is taken over be mended where the server refuses it', async () => {
  const entry = await enter({ ...made('A'), draft: { lot: 'A' } })
  const file = await (await pack()).text()
  await emptied()
  await unpack(file)
  expect((await (await store()).get('entries', entry.id))?.draft).toEqual({ lot: 'A' })
})
