// A list that is read page by page: one page at a time, so that a second tap does not read the same page again.
import type { Page } from './types'

export class Paged<T> {
  items = $state.raw<T[]>([])
  next = $state<string | null>(null)
  loaded = $state(false)
  fault = $state('')
  private reading = false

  /** read: the page after this cursor; wrong: what went wrong with it, in words. */
  constructor(private readonly read: (after: string | null) => Promise<Page<T>>, private readonly wrong: (error: unknown) => string) {}

  async more(): Promise<void> {
    if (this.reading) return
    this.reading = true
    try {
      const page = await this.read(this.next)
      this.items = [...this.items, ...page.items]
      this.next = page.next
      this.fault = ''
    } catch (error) {
      this.fault = this.wrong(error)
    } finally {
      this.reading = false
    }
    this.loaded = true
  }
}
