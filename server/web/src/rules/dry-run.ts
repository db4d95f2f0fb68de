// A dry run as a person puts it together, and what came of it, school by school. Pure.
import type { components } from '../lib/api'
import { later } from '../lib/calendar'

type Schemas = components['schemas']
export type Rule = Schemas['RuleAnswer']
export type RuleSet = Schemas['RuleSetAnswer']
export type Answer = Schemas['DryRunAnswer']
export type Wish = Schemas['DryRunWish']
export type Judged = Schemas['Judged']
export type Severity = Rule['severity']
/** What is tried of one rule; empty: as it is. limits: by code, as typed. */
export interface Change { severity: Severity | ''; from: string; limits: Record<string, string> }
export const KINDS = ['gained', 'lost', 'graded', 'same'] as const
export type Kind = (typeof KINDS)[number]
export type Changes = Record<Kind, number>

export const UNCHANGED: Change = { severity: '', from: '', limits: {} }
const VALUE = /^-?\d{1,6}(\.\d{1,3})?$/
export const isValue = (text: string): boolean => text === '' || VALUE.test(text)
export const isChanged = (change: Change | undefined): boolean => change !== undefined && (change.severity !== '' || change.from !== '' || Object.values(change.limits).some((one) => one !== ''))

/** How far today's records decide a rule. */
export const decides = (rule: Pick<Rule, 'judged' | 'decided_by' | 'missing'>): 'whole' | 'partly' | 'none' => (!rule.judged || !rule.decided_by.length ? 'none' : rule.missing ? 'partly' : 'whole')

/** What is asked of the server for one school. */
export function wishOf(site: string, first: string, last: string, changes: Readonly<Record<string, Change>>, packs: readonly ('US' | 'EU')[]): Wish {
  const thresholds: Record<string, string> = {}
  const rules: Record<string, { severity?: Severity; effective_from?: string }> = {}
  for (const [id, { severity, from, limits }] of Object.entries(changes)) {
    for (const [code, value] of Object.entries(limits)) if (value !== '') thresholds[code] = value
    if (severity || from) rules[id] = { ...(severity ? { severity } : {}), ...(from ? { effective_from: from } : {}) }
  }
  return { sites: [site], first, last, thresholds, rules, packs: [...packs] } as Wish
}

/** The term before the one of a day: autumn from September to January, spring from February to mid July. */
export function lastTerm(today: string): [string, string] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  if (month >= 2 && month <= 8) return [`${year - 1}-09-01`, `${year}-01-31`]
  const spring = month === 1 ? year - 1 : year
  return [`${spring}-02-01`, `${spring}-07-15`]
}
/** The whole month before the one of a day. */
export function lastMonth(today: string): [string, string] {
  const last = later(`${today.slice(0, 7)}-01`, -1)
  return [`${last.slice(0, 7)}-01`, last]
}
export const lastDays = (today: string, days: number): [string, string] => [later(today, -days), later(today, -1)]
const DAYS_MOST = 366
export const isPeriod = (first: string, last: string): boolean => first !== '' && last !== '' && first <= last && last <= later(first, DAYS_MOST)

export interface Outcome {
  first: string; last: string
  /** Schools that were looked at, in order, each with what would change there. */
  sites: { id: string; changes: Changes }[]
  rules: { id: string; title: string; title_en: string; now: number; then: number; changes: Changes }[]
  changes: Changes
  found: Record<'gained' | 'lost' | 'graded', Judged[]>
}
const none = (): Changes => ({ gained: 0, lost: 0, graded: 0, same: 0 })
const plus = (a: Changes, b: Changes): Changes => ({ gained: a.gained + b.gained, lost: a.lost + b.lost, graded: a.graded + b.graded, same: a.same + b.same })

export const nothing = (first: string, last: string): Outcome => ({ first, last, sites: [], rules: [], changes: none(), found: { gained: [], lost: [], graded: [] } })

/** With one more school's answer. */
export function withAnswer(before: Outcome, site: string, answer: Answer): Outcome {
  const here = answer.rules.reduce((sum, one) => plus(sum, one.findings), none())
  const rules = new Map(before.rules.map((one) => [one.id, one]))
  for (const { id, title, title_en, stands, would_be, findings } of answer.rules) {
    const last = rules.get(id) ?? { id, title, title_en, now: 0, then: 0, changes: none() }
    rules.set(id, { ...last, now: last.now + stands.violated + stands.not_evidenced, then: last.then + would_be.violated + would_be.not_evidenced, changes: plus(last.changes, findings) })
  }
  return {
    ...before,
    sites: [...before.sites, { id: site, changes: here }],
    rules: [...rules.values()],
    changes: plus(before.changes, here),
    found: { gained: [...before.found.gained, ...answer.gained], lost: [...before.found.lost, ...answer.lost], graded: [...before.found.graded, ...answer.graded] },
  }
}
