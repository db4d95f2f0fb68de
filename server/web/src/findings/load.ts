// What the server knows of findings, and how the list is asked for: the address holds the filters.
import type { components } from '../lib/api'
import { Problem, query, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import { later } from '../lib/calendar'
import { address } from '../lib/route.svelte'
import type { FindingsTexts } from '../lib/messages/zh/findings'

type Schemas = components['schemas']
export type Finding = Schemas['FindingAnswer']
export type Detail = Schemas['FindingDetail']
export type Counts = Schemas['FindingCounts']

export const NAMES = ['site', 'rule', 'severity', 'verdict', 'state'] as const
export type Filters = Partial<Record<(typeof NAMES)[number], string>>

export const filtersOf = (values: URLSearchParams): Filters => Object.fromEntries(NAMES.flatMap((name) => { const value = values.get(name); return value ? [[name, value]] : [] }))
export const listPath = (filters: Filters, limit: number, after: string | null = null): string => `/api/findings${query({ state: 'pending', ...filters, order: 'urgency', limit, after })}`
export const countsPath = (filters: Filters): string => `/api/findings/counts${query({ site: filters.site, rule: filters.rule })}`
export const to = (id: string, filters: Filters): string => address('findings', id, filters as Record<string, string>)

export type Group = keyof FindingsTexts['groups']
export const groupOf = (one: Pick<Finding, 'overdue' | 'severity' | 'state'>): Group => (one.state === 'closed' ? 'closed' : one.overdue ? 'overdue' : one.severity)
/** The list in groups, as it is ordered. */
export function grouped(items: readonly Finding[]): [Group, Finding[]][] {
  const groups = new Map<Group, Finding[]>()
  for (const one of items) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  return [...groups]
}

/** How long until it is due: days below zero are past. */
export function daysLeft(due: string, today: string): number {
  return Math.round((Date.parse(`${later(due, 0)}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
}
export function dueIn(one: Pick<Finding, 'due' | 'state' | 'holds'>, today: string, w: FindingsTexts): { text: string; tone: 'red' | 'amber' | 'calm' } {
  const left = daysLeft(one.due, today)
  if (left < 0 && one.holds && one.state !== 'closed') return { text: w.overdue(-left), tone: 'red' }
  return left === 0 ? { text: w.dueToday, tone: 'amber' } : { text: w.dueOn(one.due.slice(5)), tone: left > 0 && left <= 2 ? 'amber' : 'calm' }
}
/** What was found, in the reader's language. */
export const sentence = (one: Pick<Finding, 'text' | 'text_en'>): string => (i18n.lang === 'en' ? one.text_en : one.text)
export const titleOf = (rule: Finding['rule']): string => (i18n.lang === 'en' ? rule.title_en : rule.title)

/** What went wrong, in words; whatever is no fault of the network or the request is thrown again. */
export function said(error: unknown): string {
  if (error instanceof Unreachable) return i18n.t.shell.unreachable
  if (error instanceof Problem) return error.detail || error.message
  throw error
}
