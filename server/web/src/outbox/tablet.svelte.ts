// The tablet this browser was enrolled as: shared by a kitchen, it uploads with a token of its own.
import { store, type Tablet } from './store'

let current = $state.raw<Tablet | null>(null)
let loaded: Promise<void> | undefined

export const tablet = {
  get now(): Tablet | null { return current },
  get token(): string | null { return current?.token ?? null },
  /** Reads what was kept here; once. A browser without storage is no tablet. */
  load(): Promise<void> {
    loaded ??= tablet.look()
    return loaded
  },
  /** Reads it again: it may have been enrolled in another tab. */
  async look(): Promise<void> {
    try {
      const kept = (await (await store()).get('device', 'tablet')) as Tablet | undefined
      if (kept?.token !== current?.token) current = kept ?? null
    } catch {
      // what was read before stands
    }
  },
  /** Is this tablet from now on. */
  become(kept: Tablet): void { current = kept },
}
