import { beforeEach, expect, test } from 'vitest'
import { digestOf, link } from '../src/outbox/chain'
import { enter } from '../src/outbox/enter'
import { drain } from '../src/outbox/send'
import { START, store } from '../src/outbox/store'
import { clock, emptied, json, made, recorded, sender, states } from './outbox'

beforeEach(emptied)

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
  clock.now += 60_000
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
  clock.now += 29_000
  await drain(world)
  expect(await states()).toEqual(['waiting', 'sent']) // it was asked to wait
  clock.now += 2_000
  await drain(world)
  expect(await states()).toEqual(['sent', 'sent'])
})
test('takes the page of a network that wants a log-in for no receipt', async () => {
  await enter(made('A'))
  expect(await drain(sender(() => new Response('<html>Welcome', { status: 200, headers: { 'Content-Type': 'text/html' } })))).toBe('portal')
  clock.now += 60_000
  expect(await drain(sender(() => json(200, { id: 'another' })))).toBe('portal')
  expect(await states()).toEqual(['waiting'])
})
test('knows the receipt of a correction by the record it corrects', async () => {
  await enter({ ...made('A'), kind: 'correction', path: 'corrections', body: { record: 'corrected', saw: 1 } })
  await drain(sender(() => json(201, { id: 'corrected', sequence: 2 })))
  expect(await states()).toEqual(['sent'])
})
test('tells the server what an enrolled tablet knows of an entry, outside its bytes', async () => {
  const db = await store()
  await db.put('device', { key: 'head', tablet: 't1', seq: 0, chain: START })
  const entry = await enter({ ...made('A'), person: 'p' }, new Date(clock.now))
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
test('lets an entry that never gets through stand before no other', async () => {
  const first = await enter(made('A'))
  await enter(made('B'))
  const world = sender((path) => {
    if (path.endsWith(first.id)) throw new TypeError('too slow')
    return recorded(path)
  })
  expect(await drain(world)).toBe('network')
  clock.now += 60_000
  await drain(world)
  expect(await states()).toEqual(['waiting', 'sent'])
})
test('takes JSON that is nothing for no receipt', async () => {
  await enter(made('A'))
  expect(await drain(sender(() => json(200, null)))).toBe('portal')
  expect(await states()).toEqual(['waiting'])
})
test('goes on when the clock was put back while an entry paused', async () => {
  await enter(made('A'))
  clock.now += 4 * 365 * 86_400_000
  await drain(sender(() => json(503, {})))
  clock.now -= 4 * 365 * 86_400_000
  await drain(sender(recorded))
  expect(await states()).toEqual(['sent'])
})
test('leaves as it stands what another tab did with an entry meanwhile', async () => {
  const entry = await enter(made('A'))
  const world = sender(async () => {
    await (await store()).put('entries', { ...entry, state: 'sent' })
    throw new TypeError('reset')
  })
  await drain(world)
  expect(await states()).toEqual(['sent'])
})
test('never sends an entry without the number that its tablet gave it', async () => {
  await (await store()).put('device', { key: 'head', tablet: 't1', seq: 0, chain: START })
  await enter(made('A'))
  const world = sender(recorded) // a tab that was open before the tablet was enrolled
  await drain(world)
  expect(world.fetch).not.toHaveBeenCalled()
})
