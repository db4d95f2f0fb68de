// Search as one types: the last question's answer wins, and a pause of a quarter second asks it. From the first key on
// the state is "asking": what still stands in `items` answers earlier words, and no key picks from it.
import { get, Problem, query, Unreachable } from './http'
import type { Page } from './types'

export class Finder<T> {
  text = $state('')
  items = $state.raw<T[]>([])
  state = $state<'idle' | 'asking' | 'found' | 'away'>('idle')
  private asked = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly path: string, private readonly fixed: Record<string, string | number>) {
    void this.ask()
  }

  type(text: string): void {
    this.text = text
    this.state = 'asking'
    this.asked++ // an answer still on its way is to other words
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.ask(), 250)
  }

  async ask(): Promise<void> {
    const mine = ++this.asked
    this.state = 'asking'
    try {
      const page = await get<Page<T>>(`${this.path}${query({ q: this.text.trim(), ...this.fixed })}`)
      if (mine !== this.asked) return
      this.items = page.items
      this.state = 'found'
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Problem)) throw error
      if (mine === this.asked) this.state = 'away'
    }
  }
}
