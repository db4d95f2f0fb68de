// A tablet's database, emptied, and servers that answer as a test says.
import 'fake-indexeddb/auto'
import { vi } from 'vitest'
import type { Made } from '../src/outbox/enter'
import type { Sender } from '../src/outbox/send'
import { type Photo, store } from '../src/outbox/store'

export const MORNING = Date.parse('2026-11-23T00:00:00Z')
export const clock = { now: MORNING }
export async function emptied(): Promise<void> {
  clock.now = MORNING
  const db = await store()
  for (const name of ['entries', 'photos', 'device', 'shelf'] as const) await db.clear(name)
}
export const made = (lot: string, photos: Made['photos'] = []): Made => ({
  kind: 'delivery', path: 'deliveries', site: 'site-1', body: { lot }, account: 'kitchen', photos, title: { name: lot, name_en: null, count: 1, amount: null },
})
export const kept = async (id: string, blob: Blob): Promise<string> => {
  await (await store()).put('photos', { id, entry: '', blob, state: 'kept' })
  return id
}
export const sender = (answer: (path: string, init: RequestInit) => Response | Promise<Response>, more: Partial<Sender> = {}): Sender & { fetch: ReturnType<typeof vi.fn> } => {
  const fetch = vi.fn(async (path: string, init: RequestInit) => answer(path, init))
  return { now: () => clock.now, account: 'kitchen', token: null, tablet: null, csrf: 'c', language: 'zh-CN', ...more, fetch } as never
}
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
/** The receipt of a record, or of a photo, that is on record now. */
export const recorded = (path: string): Response => json(201, { id: path.split('/').pop()?.split('?')[0], sequence: 1 })
/** In the order they were made. */
export const states = async (): Promise<string[]> => (await (await store()).getAll('entries')).sort((a, b) => a.seq - b.seq).map((entry) => entry.state)
export const photoState = async (id: string): Promise<Photo['state'] | undefined> => (await (await store()).get('photos', id))?.state
