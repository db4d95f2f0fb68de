// Search in a list that stands on this tablet: every key answers at once, with and without a network.
import { Problem, Unreachable } from './http'
import { type Findable, pick } from './match'
import { knownList } from './shelf'

const MOST = 30

export class ListFinder<T extends Findable & { id: string }> {
  text = $state('')
  private all = $state.raw<T[]>([])
  state = $state<'asking' | 'found' | 'away'>('asking')
  readonly items = $derived(pick(this.text, this.all, MOST))

  constructor(path: string) {
    void this.load(path)
  }

  type(text: string): void { this.text = text }

  private async load(path: string): Promise<void> {
    try {
      this.all = (await knownList<T>(path)).value
      this.state = 'found'
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Problem)) throw error
      this.state = 'away'
    }
  }
}
