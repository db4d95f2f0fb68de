// Steps on a finding that this device keeps and the server has not told of yet. Pure.
import type { Entry } from '../outbox/store'
import type { Act } from './acts'

/** documents: by their ids. refusal: why the server did not take it. */
export interface Own { id: string; step: Act; note: string | null; at: string; documents: string[]; state: Entry['state']; refusal: string }
interface Body { finding: string; step: Act; note: string | null; occurred_at: string; documents: string[] }

/** The oldest first. told: ids of steps that the server told of. */
export function ownSteps(entries: readonly Entry[], finding: string, told: readonly string[]): Own[] {
  return entries
    .filter((one) => one.kind === 'finding_step' && one.state !== 'withdrawn' && !told.includes(one.id))
    .map((one) => ({ entry: one, body: JSON.parse(one.bytes) as Body }))
    .filter(({ body }) => body.finding === finding)
    .map(({ entry, body }): Own => ({ id: entry.id, step: body.step, note: body.note, at: body.occurred_at, documents: body.documents, state: entry.state, refusal: entry.refusal ? [entry.refusal.detail || entry.refusal.title, ...entry.refusal.errors.map((one) => one.detail)].join(' ') : '' }))
    .reverse()
}
