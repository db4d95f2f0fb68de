import { beforeEach, expect, test } from 'vitest'
import { enter } from '../src/outbox/enter'
import { lookAfter } from '../src/outbox/kept'
import { queue } from '../src/outbox/queue.svelte'
import { type Entry, START, store } from '../src/outbox/store'
import { clock, emptied, json, kept, made, MORNING, photoState, sender, states } from './outbox'

const DAY = 86_400_000
/** Lets go of what need not stay at that moment. */
async function sweep(now: number): Promise<void> {
  clock.now = now
  await lookAfter(sender(() => json(200, { missing: [], backed_up_until: null })))
}
const change = async (entry: Entry, changed: Partial<Entry>): Promise<void> => void (await (await store()).put('entries', { ...entry, ...changed }))

beforeEach(emptied)

test('keeps the photos of a withdrawn entry that went over to the one in its place', async () => {
  const refused = await enter(made('A', [await kept('p1', new Blob(['picture']))]), new Date(MORNING))
  await change(refused, { state: 'withdrawn', withdrawnAt: new Date(MORNING).toISOString() })
  await enter(made('B', ['p1']), new Date(MORNING))
  await sweep(MORNING + 15 * DAY)
  expect(await states()).toEqual(['waiting'])
  expect(await photoState('p1')).toBe('waiting')
})
test('counts the two weeks from when an entry was withdrawn: its photos may stand in an open draft', async () => {
  const refused = await enter(made('A', [await kept('p1', new Blob(['picture']))]), new Date(Date.now() - 20 * DAY))
  await change(refused, { state: 'person' })
  await queue.withdraw(refused.id)
  await sweep(Date.now())
  expect(await states()).toEqual(['withdrawn'])
  expect(await photoState('p1')).toBe('waiting')
})
const idAt = (at: number): string => at.toString(16).padStart(12, '0').replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000')
test('lets go of photos that no entry took up within two weeks', async () => {
  const [old, fresh] = [MORNING - 1, MORNING + DAY].map(idAt) as [string, string]
  for (const id of [old, fresh]) await kept(id, new Blob(['picture']))
  await sweep(MORNING + 14 * DAY)
  expect([await photoState(old), await photoState(fresh)]).toEqual([undefined, 'kept'])
})
test('keeps a withdrawn entry until the server was told what became of its number', async () => {
  await (await store()).put('device', { key: 'head', tablet: 't1', seq: 0, chain: START })
  const entry = await enter(made('A'), new Date(MORNING))
  const withdrawn: Partial<Entry> = { state: 'withdrawn', withdrawnAt: new Date(MORNING).toISOString() }
  await change(entry, withdrawn)
  await sweep(MORNING + 15 * DAY)
  expect(await states()).toEqual(['withdrawn'])
  await change(entry, { ...withdrawn, accounted: true })
  await sweep(MORNING + 15 * DAY)
  expect(await states()).toEqual([])
})
test('withdraws only what the server refused', async () => {
  const entry = await enter(made('A'))
  await queue.withdraw(entry.id)
  expect(await states()).toEqual(['waiting'])
})
test('marks a refused entry as replaced by the one in its place, in the same moment', async () => {
  const refused = await enter(made('A'), new Date(MORNING - 20 * DAY))
  await change(refused, { state: 'person' })
  const next = await enter({ ...made('B'), replaces: refused.id }, new Date(MORNING))
  expect(await (await store()).get('entries', refused.id)).toMatchObject({ state: 'withdrawn', replacedBy: next.id, withdrawnAt: new Date(MORNING).toISOString() })
})
