// Readings of storage units as entries of the outbox, and the one that was made last.
import { mending } from '../outbox/mend.svelte'
import { StorageFull } from '../outbox/full'
import { queue } from '../outbox/queue.svelte'
import type { Entry } from '../outbox/store'
import type { Unit } from './shapes'

/** What opens a reading again that the server refused. */
export interface Noted { unit: string; text: string }

let kept = $state('')
let full = $state(false)

export const round = {
  /** As it stands now. */
  get entry(): Entry | undefined { return queue.entries.find((one) => one.id === kept) },
  get full(): boolean { return full },

  /** Keeps a reading on this tablet; false where it has no room left. Whoever is quick notes the next unit meanwhile. */
  async note(site: string, unit: Unit, temperature: string, person: string | null): Promise<boolean> {
    const old = mending.of<Noted>('temperature_reading', (was) => was.unit === unit.id)
    try {
      const entry = await queue.add({
        kind: 'temperature_reading', path: 'temperature-readings', site, person,
        body: { site, unit: unit.id, occurred_at: mending.moment(old).toISOString(), temperature, source: 'manual', person },
        draft: { unit: unit.id, text: temperature } satisfies Noted, replaces: old?.id,
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
