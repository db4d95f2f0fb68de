import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { enter } from '../src/outbox/enter'
import { lookAfter } from '../src/outbox/kept'
import { drain, type Sender } from '../src/outbox/send'
import { type Entry, store } from '../src/outbox/store'

const DAY = 86_400_000
let clock = 0
let server: Set<string>
let until: string | null

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
async function served(address: string): Promise<Response> {
  const [path, query] = address.split('?') as [string, string?]
  if (path === '/api/kept') return json(200, { missing: new URLSearchParams(query).getAll('record').filter((id) => !server.has(id)), backed_up_until: until })
  const id = path.split('/').pop() ?? ''
  server.add(id)
  return json(201, { id, sequence: 1, recorded_at: new Date(clock).toISOString() })
}
const sender = (): Sender => ({ fetch: vi.fn(served) as never, now: () => clock, account: 'kitchen', token: null, tablet: null, csrf: 'c', language: 'zh-CN' })

async function sent(count: number): Promise<Entry[]> {
  const db = await store()
  const entries: Entry[] = []
  for (let n = 0; n < count; n++) {
    await db.put('photos', { id: `photo-${n}`, entry: '', blob: new Blob(['p']), state: 'kept' })
    entries.push(await enter({ kind: 'delivery', path: 'deliveries', site: 's', body: { n }, account: 'kitchen', photos: [`photo-${n}`], title: { name: null, name_en: null, count: null, amount: null } }))
  }
  expect(await drain(sender())).toBe('')
  return entries
}

beforeEach(async () => {
  clock = Date.parse('2026-11-23T00:00:00Z')
  server = new Set()
  until = null
  const db = await store()
  for (const name of ['entries', 'photos', 'device', 'shelf'] as const) await db.clear(name)
})

test('sends a restored server all that came after its backup, with its photos and its old bytes', async () => {
  const entries = await sent(120)
  for (const entry of entries.slice(20)) {
    server.delete(entry.id)
    server.delete(entry.photos[0] ?? '')
  }
  expect(await lookAfter(sender())).toBe(100)
  const again = sender()
  await drain(again)
  expect(entries.filter((entry) => !server.has(entry.id) || !server.has(entry.photos[0] ?? ''))).toEqual([])
  const puts = (again.fetch as never as ReturnType<typeof vi.fn>).mock.calls.filter(([path]) => (path as string).startsWith('/api/deliveries'))
  expect(puts.map(([, init]) => (init as RequestInit).body)).toEqual(entries.slice(20).map((entry) => entry.bytes))
  expect(await lookAfter(sender())).toBe(0)
})
test('asks a server that lost nothing once, whatever it has', async () => {
  await sent(120)
  const asked = sender()
  await lookAfter(asked)
  expect(asked.fetch).toHaveBeenCalledTimes(1)
})
test('lets photos go once they are backed up, and entries after two weeks', async () => {
  await sent(1)
  const db = await store()
  const left = async (): Promise<number[]> => [await db.count('entries'), await db.count('photos')]
  clock += 20 * DAY
  await lookAfter(sender())
  expect(await left()).toEqual([1, 1]) // never backed up: both stay, however old
  until = new Date(clock).toISOString()
  await lookAfter(sender())
  expect(await left()).toEqual([0, 0])
  await sent(1)
  until = new Date(clock + DAY).toISOString()
  await lookAfter(sender())
  expect(await left()).toEqual([1, 0])
})
