// One download at a time, and what became of it.
import { Problem, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import { download } from './download'
import { words } from './words'

export class Download {
  busy = $state(false)
  done = $state('')
  fault = $state('')

  async get(path: string, file: string): Promise<void> {
    if (this.busy) return
    Object.assign(this, { busy: true, done: '', fault: '' })
    try {
      await download(path, file)
      this.done = words().made(file)
    } catch (error) {
      if (error instanceof Unreachable) this.fault = i18n.t.shell.unreachable
      else if (error instanceof Problem) this.fault = error.errors[0]?.detail || error.detail || error.message
      else throw error
    } finally {
      this.busy = false
    }
  }
}
