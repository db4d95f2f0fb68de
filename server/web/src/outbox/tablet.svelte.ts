// The tablet this browser was enrolled as: shared by a kitchen, it uploads with a token of its own.
import { store, type Tablet } from './store'

// A slow device takes a quarter of a second to open the database; where nothing is kept under this, no screen waits for it.
const KEY = 'mealtrace.tablet'
let before = $state(typeof localStorage !== 'undefined' && localStorage.getItem(KEY) !== null)
let current = $state.raw<Tablet | null>(null)
let loaded: Promise<void> | undefined

function take(kept: Tablet | null): void {
  current = kept
  before = kept !== null
  if (kept) localStorage.setItem(KEY, kept.id)
  else localStorage.removeItem(KEY)
}

export const tablet = {
  get now(): Tablet | null { return current },
  get token(): string | null { return current?.token ?? null },
  /** Whether this browser was a tablet when it was last read. */
  get before(): boolean { return before },
  /** Reads what was kept here; once. A browser without storage is no tablet. */
  load(): Promise<void> {
    loaded ??= tablet.look()
    return loaded
  },
  /** Reads it again: it may have been enrolled in another tab. */
  async look(): Promise<void> {
    try {
      const kept = (await (await store()).get('device', 'tablet')) as Tablet | undefined
      if (kept?.token !== current?.token || !kept === before) take(kept ?? null)
    } catch {
      // what was read before stands
    }
  },
  /** Is this tablet from now on. */
  become: take,
}
