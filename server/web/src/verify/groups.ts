// The steps of a verification, told in five parts that anyone understands.
import type { components } from '../lib/api'

type Schemas = components['schemas']
export type Told = Schemas['VerificationAnswer']
export type Step = Told['steps'][number]
export type GroupName = 'seal' | 'intact' | 'figures' | 'records' | 'amended'
export type GroupState = Step['state'] | 'amended'
export interface Group { name: GroupName; state: GroupState; steps: Step[] }

const STEPS: Record<Exclude<GroupName, 'amended'>, string[]> = {
  seal: ['signature', 'container', 'signer', 'beginning'],
  intact: ['readable', 'records'],
  figures: ['pages', 'table', 'judgement'],
  records: ['ledger', 'entries'],
}

/** The worst of some steps: one that failed, else one that was not checked. */
export function worst(steps: Step[]): Step['state'] {
  if (steps.some((one) => one.state === 'failed')) return 'failed'
  return steps.length && steps.every((one) => one.state === 'passed') ? 'passed' : 'not_checked'
}

/** Whether records were corrected since: known only to the archive that has exactly this file, of records it could prove. */
function amended(told: Told): GroupState {
  const proved = told.steps.find((one) => one.name === 'ledger')?.state === 'passed'
  if (!told.archive.known || !proved) return 'not_checked'
  return told.archive.amended.length ? 'amended' : 'passed'
}

/** The five parts, in order; a step that this app does not know stands with the figures, so that none is kept back. */
export function groupsOf(told: Told): Group[] {
  const known = new Set(Object.values(STEPS).flat())
  const of = (name: Exclude<GroupName, 'amended'>): Step[] => told.steps.filter((one) => STEPS[name].includes(one.name) || (name === 'figures' && !known.has(one.name)))
  const parts = (['seal', 'intact', 'figures', 'records'] as const).map((name) => ({ name, state: worst(of(name)), steps: of(name) }))
  return [...parts, { name: 'amended', state: amended(told), steps: [] }]
}

/** All of it in one word. */
export const resultOf = (told: Told): 'passed' | 'failed' | 'not_checked' | 'unreadable' =>
  !told.readable ? 'unreadable' : told.passed ? 'passed' : told.steps.some((one) => one.state === 'failed') ? 'failed' : 'not_checked'
