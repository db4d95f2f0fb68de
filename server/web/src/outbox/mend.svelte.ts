// An entry that the server refused, open again on the screen that made it. It stays "needs a person" until the new one
// is kept on this tablet, in the same transaction that marks the old one as replaced (outbox/enter.ts).
import { untrack } from 'svelte'
import { paper } from './paper.svelte'
import { queue } from './queue.svelte'
import type { Entry } from './store'

/** The screen that makes each kind of record, and can open one again. Deliveries have a desk of their own. */
const SCREENS: Record<string, string> = {
  cooking: 'cook', serving: 'cook', reheating: 'cook', retained_sample: 'samples', sample_disposal: 'samples', temperature_reading: 'temps',
  stock_issue: 'store', stock_return: 'store', stock_count: 'store', disposal: 'store', dispatch: 'dispatch', dispatch_receipt: 'dispatch',
  morning_check: 'duty', batch_test: 'duty', accompanied_meal: 'duty', disinfection: 'duty', daily_check: 'duty',
  additive_use: 'duty', camera_status: 'duty', weekly_check: 'duty',
  health_certificate: 'office', vetting: 'office', monthly_meeting: 'office', satisfaction_survey: 'office', canteen_account: 'office', incident: 'office',
}
const KEY = 'mealtrace.mending'
let id = $state(typeof localStorage === 'undefined' ? '' : (localStorage.getItem(KEY) ?? ''))
const now = $derived(queue.person.find((entry) => entry.id === id && entry.state === 'person') ?? null)

function set(value: string): void {
  id = value
  localStorage.setItem(KEY, value)
}

export const mending = {
  /** The entry in hand; null once it is replaced, withdrawn or let go of. */
  get now(): Entry | null { return now },
  /** Where an entry can be mended; undefined where no screen can. */
  screen: (entry: Entry): string | undefined => (entry.draft === null || entry.refusal?.status === 409 ? undefined : SCREENS[entry.kind]),
  begin(entry: Entry): void {
    if (entry.paper) paper.begin(entry.paper)
    set(entry.id)
  },
  stop(): void { set('') },
  /** The entry in hand, where it is of this kind and of what this screen shows. */
  of: <T>(kind: string, mine: (draft: T) => boolean = () => true): Entry | null => (now?.kind === kind && now.draft !== null && mine(now.draft as T) ? now : null),
  /** When what it tells of happened: as it said, unless that is what the server could not take. */
  moment: (entry: Entry | null, field = 'occurred_at'): Date => {
    const said = entry && !entry.refusal?.errors.some((fault) => fault.pointer === `/${field}`) ? (JSON.parse(entry.bytes) as Record<string, unknown>)[field] : null
    return typeof said === 'string' ? new Date(said) : new Date()
  },
}

/** Fills a screen from the entry in hand, once; to be called while the screen is made. */
export function refill<T>(old: () => Entry | null, fill: (draft: T, entry: Entry) => void): void {
  const which = $derived(old()?.id)
  $effect(() => {
    const entry = which ? untrack(old) : null
    if (entry) untrack(() => fill(entry.draft as T, entry))
  })
}
