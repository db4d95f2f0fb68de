// A form in hand, kept on this device at every change under the id of the entry it becomes: a reload loses nothing, and a
// form that was handed in just before the power went is not handed in twice.
import { keep, kept } from '../cook/hand.svelte'
import { uuid7 } from '../lib/uuid7'

interface Kept<T> { id: string; values: T }

export class Draft<T extends object> {
  id = $state('')
  values = $state() as T

  /** what, site: of which form, and where; blank: the form as it begins. */
  constructor(private readonly what: string, private readonly site: string, private readonly blank: () => T) {
    const last = kept<Kept<T>>(this.place)
    this.id = last?.id ?? uuid7()
    this.values = { ...blank(), ...last?.values }
    $effect(() => keep(this.place, { id: this.id, values: $state.snapshot(this.values) }))
  }
  private get place(): string { return `${this.what}.${this.site}` }

  /** The next form of this kind. */
  renew(): void {
    this.id = uuid7()
    this.values = this.blank()
  }
}
