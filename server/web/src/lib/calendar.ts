// Days and months of the calendar, as text.
import { day } from './times'

/** What a report covers: "2026年10月" of "2026-10", "2026年第47周" of "2026-W47", "2026年秋季学期" of "2026-autumn". */
export function monthName(period: string, lang: string): string {
  const [year = '', month = ''] = period.split('-')
  if (month.startsWith('W')) return lang === 'en' ? `Week ${Number(month.slice(1))}, ${year}` : `${year}年第${Number(month.slice(1))}周`
  if (month === 'autumn') return lang === 'en' ? `Autumn term ${year}` : `${year}年秋季学期`
  if (month === 'spring') return lang === 'en' ? `Spring term ${year}` : `${year}年春季学期`
  return lang === 'en'
    ? new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${period}-01T00:00:00Z`))
    : `${year}年${Number(month)}月`
}

/** The last `count` months before and with the one of `now`, newest first: "2026-11", "2026-10" … */
export function months(count: number, now: Date): string[] {
  const [year = 0, month = 1] = day(now).split('-').map(Number)
  return Array.from({ length: count }, (_, back) => {
    const at = new Date(Date.UTC(year, month - 1 - back, 1))
    return at.toISOString().slice(0, 7)
  })
}

/** A day so many days later (earlier when negative). */
export function later(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The weekday of a day: 1 is Monday, 7 Sunday. */
export const weekday = (iso: string): number => new Date(`${iso}T00:00:00Z`).getUTCDay() || 7

/** The ISO week of a day, "2026-W47": the one that its Thursday lies in. */
export function isoWeek(iso: string): string {
  const thursday = later(iso, 4 - weekday(iso))
  const week = Math.floor((Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / 604_800_000) + 1
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

/** Whether it is a day of the calendar between 2000 and 2099. */
export function isDay(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && later(text, 0) === text
}
