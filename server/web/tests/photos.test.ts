import { beforeEach, expect, test, vi } from 'vitest'
import { enter } from '../src/outbox/enter'
import { drain } from '../src/outbox/send'
import { clock, emptied, json, kept, made, photoState, recorded, sender, states } from './outbox'

beforeEach(emptied)

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
  clock.now += 60_000
  expect(await drain(world)).toBe('')
  expect(calls.filter((call) => call === 'PUT /api/photos/p1')).toHaveLength(1)
  expect(arrived).toBe(large.size)
  expect(calls.at(-1)).toMatch(/^PUT \/api\/deliveries\//)
  expect(await states()).toEqual(['sent'])
})
test('keeps a photo when the session has ended', async () => {
  await enter(made('A', [await kept('p1', new Blob(['small'], { type: 'image/png' }))]))
  for (const ended of [json(401, {}), json(403, { code: 'csrf_missing' })]) {
    expect(await drain(sender(() => ended))).toBe('session')
    expect(await photoState('p1')).toBe('waiting')
  }
  expect(await drain(sender(recorded))).toBe('')
  expect(await photoState('p1')).toBe('sent')
  expect(await states()).toEqual(['sent'])
})
test('lets one photo that the server cannot take now hold up no other entry', async () => {
  await enter(made('A', [await kept('p1', new Blob(['small'], { type: 'image/png' }))]))
  await enter(made('B'))
  expect(await drain(sender((path) => (path.includes('/photos/') ? json(507, {}) : recorded(path))))).toBe('')
  expect(await states()).toEqual(['waiting', 'sent'])
  expect(await photoState('p1')).toBe('waiting')
})
test('sends a record whose photo the browser can no longer read', async () => {
  await enter(made('A', [await kept('p1', new Blob(['gone'], { type: 'image/png' }))]))
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'))
  await drain(sender(recorded))
  read.mockRestore()
  expect(await photoState('p1')).toBe('person')
  expect(await states()).toEqual(['sent'])
})
test('lays a large photo aside when its id has other content, and asks again when only a piece is out of place', async () => {
  const large = new Blob([new Uint8Array(300 * 1024)], { type: 'image/jpeg' })
  await enter(made('A', [await kept('p1', large)]))
  const says = (code: string) => sender((path, init) => {
    if (init.method === 'HEAD') return new Response(null, { status: 204, headers: { 'Upload-Offset': '0' } })
    return init.method === 'PATCH' ? json(409, { code }) : recorded(path)
  })
  await drain(says('wrong_offset'))
  expect([await photoState('p1'), ...await states()]).toEqual(['waiting', 'waiting'])
  clock.now += 120_000
  await drain(says('conflict'))
  expect([await photoState('p1'), ...await states()]).toEqual(['person', 'sent'])
})
test('sends the content of a document after its record, and both again where the second broke off', async () => {
  await enter({ ...made('A', [await kept('p1', new Blob(['%PDF-'], { type: 'application/pdf' }))]), kind: 'document', path: 'documents' })
  const calls: string[] = []
  let breaks = 1
  const world = sender((path) => {
    calls.push(path.endsWith('/content') ? 'content' : 'record')
    if (path.endsWith('/content') && breaks-- > 0) throw new TypeError('reset')
    return recorded(path)
  })
  expect(await drain(world)).toBe('network')
  expect(await states()).toEqual(['waiting'])
  clock.now += 60_000
  expect(await drain(world)).toBe('')
  expect(calls).toEqual(['record', 'content', 'record', 'content'])
  expect([await photoState('p1'), ...await states()]).toEqual(['sent', 'sent'])
})
test('gives a large document the time that a slow line needs', async () => {
  const limit = vi.spyOn(AbortSignal, 'timeout')
  await enter({ ...made('A', [await kept('p1', new Blob([new Uint8Array(5_000_000)], { type: 'application/pdf' }))]), kind: 'document', path: 'documents' })
  await drain(sender(recorded))
  expect(limit.mock.calls.map(([wait]) => wait)).toEqual([20_000, 220_000])
  limit.mockRestore()
})
