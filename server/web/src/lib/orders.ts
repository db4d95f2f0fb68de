// Reports that a person orders: which kinds there are, over which periods, and how far one is.
import type { components } from './api'
import { isoWeek, later, months } from './calendar'
import { call, get } from './http'
import type { Page, Report, Role } from './types'
import { day } from './times'

type Schemas = components['schemas']
export type ReportKind = Schemas['ReportKindAnswer']
export type ReportWish = Partial<Schemas['ReportWish']> & { kind: string }

const ORDERERS: Role[] = ['manager', 'inspector', 'auditor', 'operator']
export const mayOrder = (role: Role | undefined): boolean => role !== undefined && ORDERERS.includes(role)

export const reportKinds = async (): Promise<ReportKind[]> => (await get<Page<ReportKind>>('/api/report-kinds')).items
export const orderReport = async (wish: ReportWish): Promise<Report> => (await call('POST', '/api/reports', JSON.stringify(wish))).body as Report
export const busy = (report: Report): boolean => report.state === 'due' || report.state === 'running'

/** The last weeks with a Monday before now, newest first: "2026-W47", "2026-W46" … */
export const weeks = (count: number, now: Date): string[] => Array.from({ length: count }, (_, back) => isoWeek(later(day(now), -7 * back)))

/** The last terms that have begun, newest first; a term begins in September or in February. */
export function terms(count: number, now: Date): string[] {
  const [year = 0, month = 1] = day(now).split('-').map(Number)
  const first = month >= 9 ? year * 2 + 1 : month >= 2 ? year * 2 : year * 2 - 1 // half-years: even is spring
  return Array.from({ length: count }, (_, back) => `${Math.floor((first - back) / 2)}-${(first - back) % 2 ? 'autumn' : 'spring'}`)
}

/** What a kind may be ordered for, newest first; the choice begins with the last whole one. */
export function periodsOf(span: ReportKind['span'], now: Date): string[] {
  if (span === 'month') return months(14, now)
  if (span === 'week') return weeks(10, now)
  return span === 'term' ? terms(4, now) : []
}
