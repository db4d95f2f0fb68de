import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { digestOf, link } from '../src/outbox/chain'
import { NotEntries, pack, unpack } from '../src/outbox/carry'
import { enter, type Made } from '../src/outbox/enter'
import { drain, type Sender } from '../src/outbox/send'
import { START, store } from '../src/outbox/store'

let clock = 0
const made = (lot: string, photos: Made['photos'] = []): Made => ({
  kind: 'delivery', path: 'deliveries', site: 'site-1', body: { lot }, account: 'kitchen', photos, title: { name: lot, name_en: null, count: 1, amount: null },
})
const kept = async (id: string, blob: Blob): Promise<string> => {
  await (await store()).put('photos', { id, entry: '', blob, state: 'kept' })
  return id
}
const sender = (answer: (path: string, init: RequestInit) => Response | Promise<Response>, more: Partial<Sender> = {}): Sender & { fetch: ReturnType<typeof vi.fn> } => {
  const fetch = vi.fn(async (path: string, init: RequestInit) => answer(path, init))
  return { now: () => clock, account: 'kitchen', token: null, tablet: null, csrf: 'c', language: 'zh-CN', ...more, fetch } as never
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
const recorded = (path: string): Response => json(201, { id: path.split('/').pop()?.split('?')[0], sequence: 1 })
const states = async (): Promise<string[]> => (await (await store()).getAll('entries')).sort((a, b) => a.seq - b.seq).map((entry) => entry.state)

beforeEach(async () => {
  clock = Date.parse('2026-11-23T00:00:00Z')
  const db = await store()
  for (const name of ['entries', 'photos', 'device', 'shelf'] as const) await db.clear(name)
})

test('numbers entries without a gap and chains each to the one before', async () => {
  const [one, two] = [await enter(made('A')), await enter(made('B'))]
  expect([one.seq, two.seq]).toEqual([1, 2])
  expect(one.chain).toBe(link(START, one.id, digestOf('{"lot":"A"}')))
  expect(two.chain).toBe(link(one.chain, two.id, digestOf('{"lot":"B"}')))
})
test('keeps numbers apart where two tabs enter at once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => enter(made(String(n)))))
  expect(all.map((entry) => entry.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
})
test('sends an entry whose answer was lost again, with the same bytes to the same address', async () => {
  const entry = await enter(made('A'))
  let lost = true
  const world = sender((path) => {
    if (!lost) return recorded(path)
    lost = false
    throw new TypeError('reset')
  })
  expect(await drain(world)).toBe('network')
  expect(await drain(world)).toBeUndefined() // a pause first
  expect(world.fetch).toHaveBeenCalledTimes(1)
  clock += 60_000
  expect(await drain(world)).toBe('')
  expect(world.fetch.mock.calls.map(([path, init]) => [path, (init as RequestInit).body])).toEqual(Array.from({ length: 2 }, () => [`/api/deliveries/${entry.id}`, entry.bytes]))
  expect(await states()).toEqual(['sent'])
})
test('stops and keeps everything when the login has expired', async () => {
  await enter(made('A'))
  await enter(made('B'))
  const world = sender(() => json(401, {}))
  expect(await drain(world)).toBe('session')
  expect(world.fetch).toHaveBeenCalledTimes(1)
  expect(await states()).toEqual(['waiting', 'waiting'])
})
test('takes the token of a session that has ended for an ended session, and no fault of the entry', async () => {
  await enter(made('A'))
  expect(await drain(sender(() => json(403, { code: 'csrf_missing' })))).toBe('session')
  expect(await states()).toEqual(['waiting'])
})
test('lays aside what a person must look at, and goes on with the rest', async () => {
  const first = await enter(made('A'))
  await enter(made('B'))
  expect(await drain(sender((path) => (path.endsWith(first.id) ? json(422, { code: 'faulty', title: '看不懂', errors: [{ pointer: '/lot', code: 'x', detail: 'y' }] }) : recorded(path))))).toBe('')
  expect(await states()).toEqual(['person', 'sent'])
  expect((await (await store()).get('entries', first.id))?.refusal).toMatchObject({ status: 422, errors: [{ pointer: '/lot' }] })
})
test('lets one entry that the server cannot take now hold up no other', async () => {
  const first = await enter(made('A'))
  await enter(made('B'))
  let broken = true
  const world = sender((path) => (path.endsWith(first.id) && broken ? json(503, {}, { 'Retry-After': '30' }) : recorded(path)))
  expect(await drain(world)).toBe('')
  expect(await states()).toEqual(['waiting', 'sent'])
  broken = false
  clock += 29_000
  await drain(world)
  expect(await states()).toEqual(['waiting', 'sent']) // it was asked to wait
  clock += 2_000
  await drain(world)
  expect(await states()).toEqual(['sent', 'sent'])
})
test('takes the page of a network that wants a log-in for no receipt', async () => {
  await enter(made('A'))
  expect(await drain(sender(() => new Response('<html>Welcome', { status: 200, headers: { 'Content-Type': 'text/html' } })))).toBe('portal')
  clock += 60_000
  expect(await drain(sender(() => json(200, { id: 'another' })))).toBe('portal')
  expect(await states()).toEqual(['waiting'])
})
test('sends photos before their record, each once, and goes on in the middle of a large one', async () => {
  const large = new Blob([new Uint8Array(300 * 1024)], { type: 'image/jpeg' })
  await enter(made('A', [await kept('p1', new Blob(['small'], { type: 'image/png' })), await kept('p2', large)]))
  let arrived = 0
  let breaks = 1
  const calls: string[] = []
  const world = sender((path, init) => {
    calls.push(`${init.method} ${path.split('?')[0]}`)
    if (init.method === 'HEAD') return new Response(null, { status: 204, headers: { 'Upload-Offset': String(arrived) } })
    if (init.method === 'PATCH') {
      if (arrived > 0 && breaks-- > 0) throw new TypeError('reset')
      expect((init.headers as Record<string, string>)['Upload-Offset']).toBe(String(arrived))
      arrived += (init.body as Uint8Array).length
      return arrived === large.size ? json(201, { id: 'p2' }) : new Response(null, { status: 204 })
    }
    return recorded(path)
  })
  expect(await drain(world)).toBe('network')
  clock += 60_000
  expect(await drain(world)).toBe('')
  expect(calls.filter((call) => call === 'PUT /api/photos/p1')).toHaveLength(1)
  expect(arrived).toBe(large.size)
  expect(calls.at(-1)).toMatch(/^PUT \/api\/deliveries\//)
  expect(await states()).toEqual(['sent'])
})
test('tells the server what an enrolled tablet knows of an entry, outside its bytes', async () => {
  const db = await store()
  await db.put('device', { key: 'head', tablet: 't1', seq: 0, chain: START })
  const entry = await enter({ ...made('A'), person: 'p' }, new Date(clock))
  const world = sender(recorded, { token: 'secret', tablet: 't1', account: 'somebody else' })
  await drain(world)
  const headers = (world.fetch.mock.calls[0] as [string, RequestInit])[1].headers as Record<string, string>
  expect(headers).toMatchObject({ Authorization: 'Bearer secret', 'Mealtrace-Sequence': '1', 'Mealtrace-Chain': entry.chain, 'Mealtrace-Person': 'p', 'Mealtrace-Made-At': '2026-11-23T00:00:00.000Z' })
  expect(headers['X-CSRF-Token']).toBeUndefined()
})
test('accounts for a number whose entry a person withdrew, once', async () => {
  const db = await store()
  await db.put('device', { key: 'head', tablet: 't1', seq: 0, chain: START })
  const entry = await enter(made('A'))
  await db.put('entries', { ...entry, state: 'withdrawn' })
  const world = sender(() => json(200, {}), { token: 'secret', tablet: 't1' })
  await drain(world)
  await drain(world)
  expect(world.fetch.mock.calls.map(([path, init]) => [path, JSON.parse((init as RequestInit).body as string) as unknown])).toEqual([
    ['/api/tablet-entries/1', { record: entry.id, kind: 'delivery', digest: entry.digest, chain: entry.chain, person: null, made_at: entry.madeAt, reason: null }],
  ])
})
test('never sends what one person entered under another one’s session', async () => {
  await enter(made('A'))
  const world = sender(recorded, { account: 'manager' })
  await drain(world)
  expect(world.fetch).not.toHaveBeenCalled()
})
test('lets another tablet take over the unsent entries, ids and bytes and photos as they were', async () => {
  const entry = await enter(made('A', [await kept('p1', new Blob(['picture'], { type: 'image/png' }))]))
  const file = await (await pack()).text()
  const db = await store()
  for (const name of ['entries', 'photos', 'device'] as const) await db.clear(name)
  expect(await unpack(file)).toBe(1)
  expect(await unpack(file)).toBe(0)
  expect(await db.get('entries', entry.id)).toMatchObject({ id: entry.id, bytes: entry.bytes, state: 'waiting' })
  const photo = await db.get('photos', 'p1')
  expect(await photo?.blob.text()).toBe('picture')
  await expect(unpack(file.replace('lot', 'lit'))).rejects.toThrow(NotEntries)
  await expect(unpack('{}')).rejects.toThrow(NotEntries)
})
