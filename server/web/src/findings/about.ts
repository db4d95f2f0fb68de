// Where what a finding is about can be seen, and where a canteen records what it lacks. Pure.
import { campusBatch, madeBatch } from '../lib/derive'
import { address } from '../lib/route.svelte'
import type { RecordAnswer } from '../lib/types'

export interface Subject { kind: string; id: string; place: string }
/** lot: the lot code where it is known; line: of a delivery. */
export interface Seen { to: string; what: 'trace' | 'finding'; lot?: string; line?: number }

const MOST = 4
const PATHS: Record<string, string> = {
  delivery: 'deliveries', cooking: 'cookings', serving: 'servings', retained_sample: 'retained-samples', hold: 'holds', incident: 'incidents',
  canteen_account: 'canteen-accounts', additive_use: 'additive-uses', dispatch: 'dispatches', stock_issue: 'stock-issues',
}
/** Where a record can be read; undefined for what is no record of an event. */
export const recordPath = (kind: string, id: string): string | undefined => (PATHS[kind] ? `/api/${PATHS[kind]}/${id}` : undefined)

const trace = (batch: string): string => address('trace', batch, { mode: 'upstream' })

/** The traces and findings that show it. records: those it is about, as far as they were read. */
export function seenAt(subject: Subject, records: readonly Pick<RecordAnswer, 'kind' | 'id' | 'body'>[]): Seen[] {
  const { kind, id, place } = subject
  if (kind === 'finding') return [{ to: address('findings', id), what: 'finding' }]
  if (kind === 'batch') return [{ to: trace(id), what: 'trace' }]
  const batch = /^(?:dish|batch):([0-9a-f-]{36})/.exec(place)?.[1] ?? /^hold:[0-9a-f-]{36}\/([0-9a-f-]{36})/.exec(place)?.[1]
  if (batch) return [{ to: trace(batch), what: 'trace' }]
  const record = records[0]
  if (!record) return []
  if (record.kind === 'cooking') return [{ to: trace(madeBatch(record.id)), what: 'trace' }]
  const body = record.body as { batch?: unknown; lines?: { line: number; lot_code?: string | null }[] }
  if (record.kind === 'delivery') {
    const only = /^line:(\d+)/.exec(place)?.[1]
    return (body.lines ?? []).filter((one) => !only || one.line === Number(only)).slice(0, MOST).map(({ line, lot_code }) => ({ to: trace(campusBatch(record.id, line)), what: 'trace', line, ...(lot_code ? { lot: lot_code } : {}) }))
  }
  return typeof body.batch === 'string' ? [{ to: trace(body.batch), what: 'trace' }] : []
}

const SCREENS: Record<string, [string, Record<string, string>?]> = {
  R2: ['recorded'], S1: ['store'], S2: ['temps'], S3: ['store'], X3: ['store'], P5: ['duty', { do: 'additive' }], L1: ['samples'], L2: ['samples'],
  A1: ['duty', { do: 'meal' }], C1: ['duty'], H1: ['duty', { do: 'morning' }],
}
const OFFICE: Record<string, [string, Record<string, string>?]> = {
  V1: ['office', { part: 'suppliers' }], V2: ['office', { part: 'suppliers' }], M1: ['office', { part: 'accounts' }], X2: ['office', { part: 'incidents' }], M3: ['plan'],
}

/** The kitchen's screen where what is lacking is recorded; undefined where none does it. manager: has the office's. */
export function recordedAt(rule: string, place: string, manager: boolean): string | undefined {
  const certificates: [string, Record<string, string>] | undefined = rule === 'H1' && place.endsWith('/certificates') ? ['office', { part: 'certificates' }] : undefined
  const found = certificates ? (manager ? certificates : undefined) : (SCREENS[rule] ?? (manager ? OFFICE[rule] : undefined))
  return found && address('kitchen', ...found)
}
