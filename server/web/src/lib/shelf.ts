// The last known answers of the server, kept on this tablet: what is asked for without a network is answered from here.
import { store } from '../outbox/store'
import { get, Problem, Unreachable } from './http'
import type { Page } from './types'

export interface Shelf<T> { value: T; /** When the server said so; null: just now. */ since: string | null }

/** The server's answer, or without one the last it gave. Throws Unreachable where there never was one. */
export const known = <T>(path: string): Promise<Shelf<T>> => through(path, () => get<T>(path))

/** Every item of a paged list, as `known`. */
export const knownList = <T>(path: string): Promise<Shelf<T[]>> => through(path, () => all<T>(path))

/** On a network that hardly answers, what is known will do; the answer, when it comes, is for the next time. */
const PATIENCE_MILLISECONDS = 4000

async function through<T>(path: string, read: () => Promise<T>): Promise<Shelf<T>> {
  const asked = read().then(async (value): Promise<Shelf<T>> => {
    await keep(path, value)
    return { value, since: null }
  })
  const last = async (): Promise<Shelf<T> | undefined> => {
    const kept = await (await store()).get('shelf', path).catch(() => undefined)
    return kept && { value: kept.value as T, since: kept.at }
  }
  const late = new Promise<Shelf<T>>((resolve) => {
    setTimeout(() => void last().then((kept) => { if (kept) resolve(kept) }), PATIENCE_MILLISECONDS)
  })
  try {
    return await Promise.race([asked, late])
  } catch (error) {
    // A login that has expired, or a tablet that was disabled, does not stop the kitchen either.
    const kept = error instanceof Unreachable || (error instanceof Problem && error.status === 401) ? await last() : undefined
    if (!kept) throw error
    return kept
  }
}

async function all<T>(path: string): Promise<T[]> {
  const items: T[] = []
  for (let next: string | null = null; ; ) {
    const asked: Record<string, string> = next ? { limit: '200', after: next } : { limit: '200' }
    const page: Page<T> = await get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(asked)}`)
    items.push(...page.items)
    next = page.next
    if (!next) return items
  }
}

/** A full tablet still works with a network. */
const keep = async (path: string, value: unknown): Promise<void> => void (await (await store()).put('shelf', { path, at: new Date().toISOString(), value }).catch(() => undefined))
