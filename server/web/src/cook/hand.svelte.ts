// Handing an entry in: it is kept on this tablet first, and the screen says what became of it.
import { session } from '../lib/session.svelte'
import { StorageFull } from '../outbox/full'
import { queue } from '../outbox/queue.svelte'
import type { Entry, Title } from '../outbox/store'

interface Told { id?: string | undefined; kind: string; path: string; site: string; body: unknown; title: Title; person: string | null; draft?: unknown; replaces?: string | undefined }

export class Hand {
  busy = $state(false)
  full = $state(false)
  private id = $state('')

  /** The entry handed in last, as it stands now. */
  get entry(): Entry | undefined { return queue.entries.find((one) => one.id === this.id) }

  /** True once it is kept here; false on a tablet without room. */
  async in(told: Told): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.full = false
    try {
      this.id = (await queue.add(told)).id
      return true
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error
      this.full = true
      return false
    } finally {
      this.busy = false
    }
  }

  forget(): void { this.id = '' }
}

export const key = (what: string): string => `mealtrace.${what}.${session.account?.username ?? ''}`

/** What was kept on this device under a name; null where nothing was, or nothing readable. */
export function kept<T>(what: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key(what)) ?? 'null') as T | null
  } catch {
    return null
  }
}
export const keep = (what: string, value: unknown): void => localStorage.setItem(key(what), JSON.stringify(value))
