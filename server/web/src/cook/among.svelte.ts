// Search among things that stand on this tablet already.
import { type Findable, pick } from '../lib/match'

const MOST = 40

export class Among<T extends Findable & { id: string }> {
  text = $state('')
  readonly state = 'found'
  readonly items: T[] = $derived.by(() => pick(this.text, this.all(), MOST))

  constructor(private readonly all: () => T[]) {}

  type(text: string): void { this.text = text }
}
