// Who stands at the shared tablet: chosen from its staff by PIN, so that an entry says who made it.
import { call, Problem, Unreachable } from '../lib/http'
import { known } from '../lib/shelf'
import type { Page } from '../lib/types'
import { tablet } from '../outbox/tablet.svelte'
import type { TabletPerson, Tries } from './pin'

const KEY = 'mealtrace.person'
const TRIES = 'mealtrace.tries'
const read = <T>(key: string): T | null => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

let all = $state.raw<TabletPerson[]>([])
let chosen = $state<string | null>(read<string>(KEY))
let tries = $state.raw<Record<string, Tries>>(read<Record<string, Tries>>(TRIES) ?? {})
const now = $derived(all.find((one) => one.person === chosen && !one.disabled) ?? null)

export const people = {
  /** Who may choose themselves here. */
  get all(): TabletPerson[] { return all.filter((one) => !one.disabled) },
  /** Who stands here; null on a device that is nobody's tablet, or while nobody has said. */
  get now(): TabletPerson | null { return tablet.now ? now : null },
  pausedUntil(person: string): number { return tries[person]?.until ?? 0 },
  /** Whether the PIN has outlived its ninety days: it still says who it is, and asks to be changed. */
  isOld(person: TabletPerson, at: number): boolean { return Date.parse(person.expires_at) < at },

  async load(): Promise<void> {
    await tablet.load()
    if (!tablet.now) return
    try {
      all = (await known<Page<TabletPerson>>('/api/tablet-people')).value.items
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Problem)) throw error
    }
  },

  /** Gives a person the PIN they want, for the old one; until when it is good. Throws Problem, Unreachable. */
  async change(person: TabletPerson, old: string, fresh: string): Promise<string> {
    const { body } = await call('PUT', `/api/tablet-people/${person.person}/pin`, JSON.stringify({ old, new: fresh }))
    await people.load()
    return (body as { expires_at: string }).expires_at
  },

  /** Whether it is this person's PIN; false too while wrong ones earn a pause. */
  async check(person: TabletPerson, pin: string, at = Date.now()): Promise<boolean> {
    if (people.pausedUntil(person.person) > at) return false
    const { isPin, wrongAgain } = await import('./pin')
    const right = await isPin(person, pin)
    tries = right ? { ...tries, [person.person]: { wrong: 0, until: 0 } } : { ...tries, [person.person]: wrongAgain(tries[person.person] ?? { wrong: 0, until: 0 }, at) }
    localStorage.setItem(TRIES, JSON.stringify(tries))
    return right
  },

  /** Takes the tablet over with a PIN; false as `check`. */
  async take(person: TabletPerson, pin: string): Promise<boolean> {
    if (!(await people.check(person, pin))) return false
    chosen = person.person
    localStorage.setItem(KEY, JSON.stringify(chosen))
    return true
  },
}
