// A form in hand, kept on this device at every change under the id of the entry it becomes: a reload loses nothing, and a
// form that was handed in just before the power went is not handed in twice.
import { keep, kept } from '../cook/hand.svelte'
import { mending, refill } from '../outbox/mend.svelte'
import { uuid7 } from '../lib/uuid7'

interface Kept<T> { id: string; values: T }
/** The record that a form becomes, and the part of the office where one that was refused is opened again. */
interface Becomes { kind: string; part: string }
interface Refused<T> { values: T }

export class Draft<T extends object> {
  id = $state('')
  values = $state() as T

  private readonly old = $derived.by(() => (this.becomes ? mending.of<Refused<T>>(this.becomes.kind) : null))

  /** what, site: of which form, and where; blank: the form as it begins. */
  constructor(private readonly what: string, private readonly site: string, private readonly blank: () => T, private readonly becomes?: Becomes) {
    const last = kept<Kept<T>>(this.place)
    this.id = last?.id ?? uuid7()
    this.values = { ...blank(), ...last?.values }
    refill<Refused<T>>(() => this.old, (was) => {
      this.id = uuid7()
      this.values = { ...blank(), ...was.values }
    })
    $effect(() => keep(this.place, { id: this.id, values: $state.snapshot(this.values) }))
  }
  private get place(): string { return `${this.what}.${this.site}` }

  /** What goes with the entry, so that it can be opened again here where the server refuses it. */
  get told(): { id: string; draft: unknown; replaces: string | undefined } {
    return { id: this.id, draft: { open: { part: this.becomes?.part ?? '' }, values: $state.snapshot(this.values) }, replaces: this.old?.id }
  }

  /** The next form of this kind. */
  renew(): void {
    this.id = uuid7()
    this.values = this.blank()
  }
}
