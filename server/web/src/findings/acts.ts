// What a person may do about a finding now, as the server's verbs have it. Pure.
import type { Role } from '../lib/types'

export type Act = 'explained' | 'corrected' | 'verified' | 'reopened'
export type Stage = 'open' | 'explained' | 'corrected' | 'closed'
/** mine: taken by who looks at it. */
export interface Taken { step: Act; mine: boolean }
/** barred: would be the one to verify, but explained or corrected it since it was last opened. */
export interface May { acts: Act[]; barred: boolean }

const SETTLES: Role[] = ['kitchen', 'manager', 'operator']
const VERIFIES: Role[] = ['manager', 'inspector', 'operator']

/** Where steps that the server has not told of yet lead. */
export function stageWith(told: Stage, since: readonly Act[]): Stage {
  return since.reduce<Stage>((stage, step) => (step === 'reopened' ? 'open' : step === 'verified' || stage === 'closed' ? 'closed' : step), told)
}

/** The steps open to a role, in the order in which they are offered. */
export function may(role: Role, stage: Stage, steps: readonly Taken[]): May {
  const since = steps.slice(steps.map((one) => one.step).lastIndexOf('reopened') + 1)
  const own = since.some((one) => one.mine && (one.step === 'explained' || one.step === 'corrected'))
  if (stage === 'closed') return { acts: VERIFIES.includes(role) ? ['reopened'] : [], barred: false }
  const settle: Act[] = SETTLES.includes(role) ? ['corrected', 'explained'] : []
  if (stage === 'open' || !VERIFIES.includes(role)) return { acts: settle, barred: false }
  return { acts: own ? settle : ['verified', 'reopened', ...settle], barred: own }
}
