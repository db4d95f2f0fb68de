// A report that a person ordered, followed until it is made or could not be.
import { busy } from './orders'
import type { Report } from './types'

const LOOK_EVERY = 1500

export class Making {
  report = $state.raw<Report | null>(null)
  fault = $state('')
  private sending = $state(false)
  private timer: ReturnType<typeof setTimeout> | undefined
  private over = false

  /** look: how far a report is now; wrong: what went wrong, in words; failed: the words for one that was not made. */
  constructor(private readonly look: (id: string) => Promise<Report>, private readonly wrong: (error: unknown) => string, private readonly failed: () => string) {}

  get going(): boolean { return this.sending || (this.report !== null && busy(this.report)) }

  async order(send: () => Promise<Report>): Promise<void> {
    if (this.going) return
    this.sending = true
    await this.told(send)
    this.sending = false
  }
  stop(): void {
    this.over = true
    clearTimeout(this.timer)
  }
  private async told(work: () => Promise<Report>): Promise<void> {
    try {
      const found = await work()
      if (this.over) return
      this.report = found
      this.fault = found.state === 'failed' ? this.failed() : ''
    } catch (error) {
      this.fault = this.wrong(error)
    }
    const { report } = this // a look that got no answer is no end: the report is made all the same
    if (!this.over && report && busy(report)) this.timer = setTimeout(() => void this.told(() => this.look(report.id)), LOOK_EVERY)
  }
}
