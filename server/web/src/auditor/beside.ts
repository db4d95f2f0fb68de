// Two reports side by side: what a difference is, and which reports can stand beside one.
import type { Report } from '../lib/types'
import type { ChangedRecord, ComparedFigure, Figure } from './load'

/** What of a figure is compared: how much is not as it should be, or its number where it only counts. */
const weight = (figure: Figure | null): number => (figure?.states ? figure.states.broken + figure.states.unknown : (figure?.number ?? 0))
const alike = (one: Figure | null, other: Figure | null): boolean => JSON.stringify([one?.number, one?.states]) === JSON.stringify([other?.number, other?.states])

export type Verdict = 'worse' | 'better' | 'differs' | 'same' | 'onlyThere'

/** How a figure stands after; a figure without states only differs, except that the server knows it to be worse. */
export function verdictOf(one: ComparedFigure): Verdict {
  if (!one.before || !one.after) return 'onlyThere'
  if (alike(one.before, one.after)) return 'same'
  if (one.worse) return 'worse'
  return one.before.states && weight(one.after) < weight(one.before) ? 'better' : 'differs'
}

/** "+3" or "−2" of two numbers; "" where they agree. */
export function signed(before: number, after: number): string {
  const difference = after - before
  return difference === 0 ? '' : difference > 0 ? `+${difference}` : `−${-difference}`
}

export interface Path { line: string; field: string; rest: string }

/** The parts of "lines/3/accepted/amount": the line, the field, and what in it. */
export function partsOf(path: string): Path {
  const parts = path.split('/')
  const number = parts.findIndex((part) => /^\d+$/.test(part))
  const inside = number >= 0 ? parts.slice(number + 1) : parts
  return { line: number > 0 ? (parts[number] ?? '') : '', field: inside[0] ?? parts[0] ?? '', rest: inside.slice(1).join(' ') }
}

export interface Choices { sameDays: Report[]; otherPeriods: Report[]; otherSites: Report[] }

/** The finished reports that can stand beside one, the newest first, each once. */
export function choicesFor(report: Report, found: Report[]): Choices {
  const others = [...new Map(found.map((one) => [one.id, one])).values()]
    .filter((one) => one.id !== report.id && one.kind === report.kind && one.state === 'ready')
    .sort((a, b) => (b.made_at ?? '').localeCompare(a.made_at ?? ''))
  const here = (one: Report): boolean => one.site.id === report.site.id
  return {
    sameDays: others.filter((one) => here(one) && one.period === report.period && one.subject?.id === report.subject?.id),
    otherPeriods: others.filter((one) => here(one) && (one.period !== report.period || one.subject?.id !== report.subject?.id)).sort((a, b) => b.period.localeCompare(a.period)),
    otherSites: others.filter((one) => !here(one) && one.period === report.period),
  }
}

/** The two in the order they are told: the earlier known or the earlier period first, else as they were chosen. */
export function inOrder(one: Report, other: Report): [Report, Report] {
  if (one.site.id !== other.site.id) return [one, other]
  const key = (report: Report): string => `${report.period} ${report.made_at ?? ''}`
  return key(one) <= key(other) ? [one, other] : [other, one]
}

export const countOf = (records: ChangedRecord[], change: ChangedRecord['change']): number => records.filter((one) => one.change === change).length
