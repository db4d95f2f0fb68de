// Readings of storage units as entries of the outbox, and the one that was made last.
import { StorageFull } from '../outbox/full'
import { queue } from '../outbox/queue.svelte'
import type { Entry } from '../outbox/store'
import type { Unit } from './shapes'

let kept = $state('')
let full = $state(false)

export const round = {
  /** As it stands now. */
  get entry(): Entry | undefined { return queue.entries.find((one) => one.id === kept) },
  get full(): boolean { return full },

  /** Keeps a reading on this tablet; false where it has no room left. Whoever is quick notes the next unit meanwhile. */
  async note(site: string, unit: Unit, temperature: string, person: string | null): Promise<boolean> {
    try {
      const entry = await queue.add({
        kind: 'temperature_reading', path: 'temperature-readings', site, person,
        body: { site, unit: unit.id, occurred_at: new Date().toISOString(), temperature, source: 'manual', person },
        title: { name: `${unit.name} ${temperature} °C`, name_en: `${unit.name_en ?? unit.name} ${temperature} °C`, count: null, amount: null },
      })
      kept = entry.id
      full = false
      return true
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error
      full = true
      return false
    }
  },
}
