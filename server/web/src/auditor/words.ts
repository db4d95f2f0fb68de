// What reports are called, and what went wrong with one.
import { monthName } from '../lib/calendar'
import { Problem, Unreachable } from '../lib/http'
import { i18n, name } from '../lib/i18n.svelte'
import { clock, day } from '../lib/times'
import type { Report } from '../lib/types'

/** "2026年10月" of a month, "2026年第47周" of a week; '' where a report has no period. */
export const periodName = (period: string): string => (/^20\d\d-(\d\d|W\d\d|autumn|spring)$/.test(period) ? monthName(period, i18n.lang) : period)

export const kindName = (kind: string): string => i18n.t.reports.kinds[kind] ?? kind

/** What a report is about beside its party: "冷鲜鸡腿肉 JT-1122"; '' where it is about the party itself. */
export const aboutOf = (report: Report): string => (report.subject ? [name(report.subject), report.subject.number].filter(Boolean).join(' ') : '')

/** "东湖一中 2026年10月" */
export const called = (report: Report): string => [name(report.site), aboutOf(report), periodName(report.period)].filter(Boolean).join(' ')

/** "2026-11-03 06:12" */
export const at = (iso: string): string => `${day(iso)} ${clock(iso)}`

/** Why a report was not made, and what to do about it. */
export const whyNot = (failure: string): string => i18n.t.reports.why[failure] ?? i18n.t.reports.whyElse(failure)

/** What went wrong in words; what is no fault of the network or the request is thrown again. */
export function wrong(error: unknown): string {
  if (error instanceof Unreachable) return i18n.t.shell.unreachable
  if (error instanceof Problem) return error.errors[0]?.detail || error.detail || error.message
  throw error
}
