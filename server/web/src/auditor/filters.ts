// What of the reports is shown: kept in the address, so that a link to it can be sent.
import type { Report } from '../lib/types'

export const STATES = ['ready', 'running', 'due', 'failed'] as const
export interface Filters { campus: string; kind: string; period: string; state: Report['state'] | '' }
export const NONE: Filters = { campus: '', kind: '', period: '', state: '' }

/** The filters of an address; a state that is none is no filter. */
export function filtersOf(values: URLSearchParams): Filters {
  const state = STATES.find((one) => one === values.get('state')) ?? ''
  return { campus: values.get('campus') ?? '', kind: values.get('kind') ?? '', period: values.get('period') ?? '', state }
}

export function addressOf(filters: Filters): string {
  const said = new URLSearchParams(Object.entries(filters).filter(([, value]) => value))
  return said.size ? `#/reports?${said.toString()}` : '#/reports'
}

export const fits = (report: Report, filters: Filters): boolean =>
  (!filters.campus || report.site.id === filters.campus) && (!filters.kind || report.kind === filters.kind) && (!filters.period || report.period === filters.period) && (!filters.state || report.state === filters.state)

/** Reports by period, the latest first. */
export function byPeriod(reports: Report[]): [string, Report[]][] {
  const periods = [...new Set(reports.map((one) => one.period))].sort().reverse()
  return periods.map((period) => [period, reports.filter((one) => one.period === period)])
}
