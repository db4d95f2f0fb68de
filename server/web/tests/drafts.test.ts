// What is in hand is kept on the device, and let go of when it became an entry. Where the power goes in between, the draft
// stands there again: handing it in once more must not record it twice.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../src/lib/messages/shell'
import '../src/lib/messages/dispatch'
import '../src/lib/messages/store'
import '../src/lib/messages/plan'
import '../src/lib/messages/cook'
import { Board } from '../src/cook/board.svelte'
import { cookingBody } from '../src/cook/cooking'
import { Hand } from '../src/cook/hand.svelte'
import { Pot } from '../src/cook/pot.svelte'
import { Desk } from '../src/kitchen/desk.svelte'
import type { Ingredient, Supplier } from '../src/lib/types'
import { digestOf, link } from '../src/outbox/chain'
import { Road } from '../src/dispatch/road.svelte'
import { enter } from '../src/outbox/enter'
import { Planning } from '../src/plan/planning.svelte'
import type { Plan, Recipe } from '../src/plan/types'
import { type Entry, type Head, START, store } from '../src/outbox/store'
import { StoreRoom } from '../src/store/room.svelte'
import type { StockItem } from '../src/store/shapes'
import { emptied, kept, made, photoState } from './outbox'

let disk: Map<string, string>
beforeEach(async () => {
  disk = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => disk.get(key) ?? null,
    setItem: (key: string, value: string) => void disk.set(key, value),
    removeItem: (key: string) => void disk.delete(key),
  })
  vi.stubGlobal('fetch', async () => { throw new TypeError('no network') })
  await emptied()
})
afterEach(() => vi.unstubAllGlobals())

const egg: Ingredient = { id: 'egg', name: '鸡蛋', name_en: 'Hen eggs', aliases: [], pinyin: 'jidan', food_group: 'egg', storage: 'ambient', allergens: [], unit: 'kg' }
const farm = { id: 'farm', name: '农场', name_en: null, pinyin: '', trade: 'farm', licence: { number: null, valid_to: null, state: 'none' } } as Supplier
const item: StockItem = {
  batch: 'b1', ingredient: { id: 'egg', name: '鸡蛋', name_en: null, storage: 'ambient' }, lot: 'L1', supplier: null, arrived: null, expiry_date: null,
  remaining: { amount: '8', unit: 'kg' }, least: { amount: '8', unit: 'kg' }, state: 'ok',
}
const entries = async (): Promise<Entry[]> => (await store()).getAll('entries')
/** One entry, numbered 1, and the chain that follows from it alone. */
async function isOne(): Promise<void> {
  const [entry, ...more] = await entries()
  expect(more).toEqual([])
  expect(entry?.seq).toBe(1)
  const chain = link(START, entry?.id ?? '', digestOf(entry?.bytes ?? ''))
  expect((await (await store()).get('device', 'head')) as Head).toMatchObject({ seq: 1, chain })
}

test('takes an entry that is there already for the same one, also where two tabs enter it at once', async () => {
  const id = '019abcde-0000-7000-8000-000000000001'
  const [one, two] = await Promise.all([enter({ ...made('A'), id }), enter({ ...made('B'), id })])
  expect(two).toEqual(one)
  await isOne()
})

function received(): Desk {
  const desk = new Desk()
  desk.site = 's'
  return desk
}
test('records a delivery once whose draft is handed in again', async () => {
  const desk = received()
  await desk.beginWith(farm)
  await desk.add(egg)
  Object.assign(desk.line ?? {}, { weight: '5', outcome: 'accepted' })
  desk.keep()
  const before = new Map(disk)
  await desk.send()
  disk = before // the power goes: the disk is as it was before
  const again = received()
  expect(again.draft?.lines).toHaveLength(1)
  await again.send()
  await isOne()
  expect(again.draft).toBeNull()
})
test('lets go of a delivery that was an entry before the power went', async () => {
  const desk = received()
  await desk.beginWith(farm)
  desk.keep()
  await enter({ ...made('A'), id: desk.draft?.entry })
  const again = received()
  await vi.waitFor(() => expect(again.draft).toBeNull())
  expect(again.handed).toBe(desk.draft?.entry)
})
test('makes a new entry of a delivery that the server refused and a person mended', async () => {
  const desk = received()
  await desk.beginWith(farm)
  const refused = await enter({ ...made('A'), id: desk.draft?.entry, draft: JSON.parse(JSON.stringify(desk.draft)) as unknown })
  desk.drop()
  await desk.reopen(refused)
  await desk.send()
  expect((await entries()).map((entry) => entry.seq).sort()).toEqual([1, 2])
})

test('lets go of the photos of a line and of a delivery that are given up, and of none that was handed in', async () => {
  const desk = received()
  await desk.beginWith(farm)
  for (const [n, id] of ['p1', 'p2', 'p3'].entries()) {
    await desk.add(egg)
    await kept(id, new Blob(['picture']))
    Object.assign(desk.line ?? {}, { photos: [id], weight: '5', outcome: n === 1 ? 'accepted' : '' })
  }
  desk.remove(0)
  await vi.waitFor(async () => expect(await photoState('p1')).toBeUndefined())
  expect(await photoState('p2')).toBe('kept')
  await desk.send()
  expect([await photoState('p2'), await photoState('p3')]).toEqual(['waiting', 'kept']) // it may come back to be mended
  const other = received()
  await other.beginWith(farm)
  await other.add(egg)
  Object.assign(other.line ?? {}, { photos: ['p2', 'p3'] })
  other.drop()
  await vi.waitFor(async () => expect(await photoState('p3')).toBeUndefined())
  expect(await photoState('p2')).toBe('waiting')
})

const cooked = async (pot: Pot): Promise<void> => {
  const draft = pot.draft
  if (draft) await new Hand().in({ id: draft.entry, kind: 'cooking', path: 'cookings', site: draft.site, body: cookingBody(draft, new Date()), person: null, title: { name: draft.dish, name_en: null, count: null, amount: null } })
}
test('records a cooking once whose draft is handed in again', async () => {
  const pot = new Pot(new Board('s'))
  pot.begin(undefined, { recipe: null, dish: '蒸蛋', dish_en: null }, undefined, 100)
  pot.keep()
  const again = new Pot(new Board('s'))
  await cooked(pot)
  await cooked(again)
  await isOne()
  const third = new Pot(new Board('s'))
  await vi.waitFor(() => expect(third.draft).toBeNull())
})

test('keeps the dish in hand at each site, whichever site is looked at meanwhile, and takes over one of an earlier release', () => {
  const [here, there] = [new Pot(new Board('s')), new Pot(new Board('t'))]
  here.begin(undefined, { recipe: null, dish: '蒸蛋', dish_en: null }, undefined, 100)
  here.keep()
  there.keep()
  expect([new Pot(new Board('s')).draft?.dish, new Pot(new Board('t')).draft]).toEqual(['蒸蛋', null])
  disk.set('mealtrace.cooking.', JSON.stringify({ ...here.draft, site: 't', dish: '炖排骨' }))
  expect([new Pot(new Board('s')).draft?.dish, new Pot(new Board('t')).draft?.dish]).toEqual(['蒸蛋', '炖排骨'])
})

test('records food that is sent and food that arrived once each, and keeps what is in hand at each site', async () => {
  const [sending, arriving] = [new Road(new Board('s'), received()), new Road(new Board('t'), received())]
  const batch = { batch: 'b1', cooked: true, at: '2026-11-23T02:00:00Z', portions: 10, amount: null, unit: null, temperature: null }
  sending.toggle({ line: 1, recipe: null, dish: '蒸蛋', dish_en: null, batches: [batch] } as never)
  sending.keep()
  arriving.take({ id: 'd1', sender: null, sent_at: '2026-11-23T03:00:00Z', made_at: null, eat_by: null, seal: null, temperature: null, items: [] } as never)
  arriving.keep()
  const before = new Map(disk)
  for (const round of [0, 1]) {
    disk = new Map(before)
    const again = round ? { sending: new Road(new Board('s'), received()), arriving: new Road(new Board('t'), received()) } : { sending, arriving }
    await again.sending.send()
    await again.arriving.receive()
  }
  expect((await entries()).map((entry) => [entry.kind, entry.seq]).sort()).toEqual([['dispatch', 1], ['dispatch_receipt', 2]])
})

test('records a slip once that is handed in again, and keeps a slip of an earlier release', async () => {
  const desk = received()
  disk.set('mealtrace.slip.s.', JSON.stringify([{ item, amount: { amount: '2', unit: 'kg' } }]))
  const room = new StoreRoom(desk)
  await room.load('s')
  room.addToSlip({ item, amount: { amount: '1', unit: 'kg' } })
  const before = new Map(disk)
  const again = new StoreRoom(desk)
  await again.load('s')
  expect(again.slip).toHaveLength(2)
  await room.issue(null)
  disk = before
  await again.issue(null)
  await isOne()
  disk = before
  const third = new StoreRoom(desk)
  await third.load('s')
  await vi.waitFor(() => expect(third.slip).toEqual([]))
})

const week = { groups: [{ id: 'g1', name: '一年级', name_en: null, kind: 'pupils', age_group: 'primary', enrolment: 40 }], menus: [], headcounts: [], calendar: [], substitutions: [] } as never as Plan
function planned(): Planning {
  const planning = new Planning('s')
  planning.plan = week
  return planning
}
const monday = (planning: Planning): Planning['cells'][number] => planning.cells[0] as Planning['cells'][number]
/** The draft as it stood when it was handed in, before anything was known of its entries. */
function cutOff(planning: Planning): void {
  planning.keep()
  const drafts = Object.entries(planning.drafts).map(([key, draft]) => [key, { ...draft, handed: [] }])
  disk.set('mealtrace.plan.s.', JSON.stringify(Object.fromEntries(drafts)))
}
test('records a menu and a headcount once that are handed in again, and waits for the server to have both', async () => {
  const planning = planned()
  planning.add(monday(planning), { id: 'r1', dish: '蒸蛋', dish_en: null } as Recipe)
  planning.count(monday(planning), 'g1', '38')
  await planning.handIn(planning.changed, false)
  cutOff(planning)
  const again = planned()
  await vi.waitFor(() => expect(Object.values(again.drafts)[0]?.handed).toHaveLength(2))
  await again.handIn([monday(again)], false)
  expect((await entries()).map((entry) => entry.kind).sort()).toEqual(['headcount', 'menu'])
})
test('completes a plan of which only the menu was kept, and makes a new entry of a count typed since', async () => {
  const planning = planned()
  planning.add(monday(planning), { id: 'r1', dish: '蒸蛋', dish_en: null } as Recipe)
  await planning.handIn(planning.changed, false)
  planning.count(monday(planning), 'g1', '38')
  cutOff(planning)
  const again = planned()
  await again.handIn([monday(again)], false)
  again.count(monday(again), 'g1', '39')
  await again.handIn([monday(again)], false)
  expect((await entries()).map((entry) => (JSON.parse(entry.bytes) as { count?: number }).count ?? entry.kind).sort()).toEqual([38, 39, 'menu'])
})
