// Signing out without a network: the cookie stays in the browser until the server was told.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../src/lib/messages/shell'
import { session } from '../src/lib/session.svelte'
import { emptied, json } from './outbox'

let disk: Map<string, string>
beforeEach(async () => {
  disk = new Map()
  vi.stubGlobal('localStorage', { getItem: (key: string) => disk.get(key) ?? null, setItem: (key: string, value: string) => void disk.set(key, value), removeItem: (key: string) => void disk.delete(key) })
  vi.stubGlobal('location', { hash: '', reload: () => undefined })
  vi.stubGlobal('addEventListener', () => undefined)
  await emptied()
})
afterEach(() => vi.unstubAllGlobals())

const here = { account: { username: 'kitchen', name: '', role: 'kitchen', language: 'zh-CN', sites: [] }, csrf: 'token' }
test('asks whoever signs out without a network, tells the server once there is one, and signs nobody in meanwhile', async () => {
  let away = true
  const fetch = vi.fn(async (_path: string, init: RequestInit) => {
    if (away) throw new TypeError('no network')
    return init.method === 'DELETE' ? new Response(null, { status: 204 }) : json(200, here)
  })
  vi.stubGlobal('fetch', fetch)
  await session.signOut()
  expect([session.leaving, session.left]).toEqual([true, false])
  session.stay()
  expect([session.leaving, disk.get('mealtrace.leaving')]).toEqual([false, undefined])
  session.leave()
  expect(session.left).toBe(true)
  await expect(session.look()).rejects.toThrow('unreachable')
  away = false
  await session.look()
  expect([session.account, session.left]).toEqual([null, false])
  const [, ended] = fetch.mock.calls.at(-1) ?? []
  expect([ended?.method, ended?.headers]).toEqual(['DELETE', { 'X-CSRF-Token': 'token' }])
  await session.look() // somebody whose session is there now
  expect(session.account?.username).toBe('kitchen')
})
