// What the server knows of schedules, and what is asked of it.
import type { components } from '../lib/api'
import { Problem, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'

type Schemas = components['schemas']
export type Schedule = Schemas['ScheduleAnswer']
export type Wish = Schemas['ScheduleBody']
export type Run = Schemas['RunAnswer']
export type Due = Schemas['DueAnswer']
export type Preview = Schemas['PreviewAnswer']
export type Choices = Schemas['ChoicesAnswer']
export type Mailing = Schemas['MailingAnswer']
export type Letter = Schemas['InboxAnswer']
export type Webhook = Schemas['WebhookAnswer']

export const busy = (run: Run | null): boolean => run !== null && run.counts.due + run.counts.running > 0

/** What went wrong in words; whatever is no fault of the network or the entry is thrown again. */
export function words(error: unknown): string {
  if (error instanceof Unreachable) return i18n.t.shell.unreachable
  if (error instanceof Problem) return error.errors[0]?.detail || error.detail || error.message
  throw error
}

/** What a schedule says, to be changed and sent back. */
export const wishOf = (one: Schedule): Wish => ({
  kind: one.kind,
  region: one.region,
  sites: one.sites.map((site) => site.id),
  every: one.every,
  rule: one.rule,
  counted: one.counted,
  day: one.day,
  terms: one.terms,
  hour: one.hour,
  zone: one.zone,
  language: one.language as Wish['language'],
  emails: one.emails,
  webhooks: one.webhooks.map((endpoint) => endpoint.id),
  active: one.active,
})

/** What a new one says before anybody chose: all campuses, on the third working day of the month. */
export const blank = (choices: Choices): Wish => ({
  kind: choices.kinds[0] ?? 'campus_monthly',
  region: choices.regions[0]?.region ?? '',
  sites: [],
  every: 'month',
  rule: 'nth',
  counted: 'working',
  day: 3,
  terms: [],
  hour: 6,
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
  emails: [],
  webhooks: [],
  active: true,
})

/** "每月第 3 个工作日 06:00" */
export function spokenWhen(one: Pick<Wish, 'every' | 'rule' | 'counted' | 'day' | 'terms' | 'hour'>): string {
  const t = i18n.t.schedules
  const counted = t.counted[one.counted]
  const days = one.terms.map((term) => { const [month = 1, day = 1] = term.split('-').map(Number); return t.monthDay(month, day) }).join(i18n.lang === 'en' ? ', ' : '、')
  const nth = { week: () => t.nthOfWeek(one.day, counted), month: () => t.nthOfMonth(one.day, counted), term: () => t.nthOfTerm(days, one.day, counted) }
  const on = { week: () => t.everyWeek(t.weekdays[one.day - 1] ?? ''), month: () => t.everyMonth(one.day), term: () => t.everyTerm(days) }
  const what = one.rule === 'nth' ? nth[one.every]() : one.rule === 'next' ? t.moved(on[one.every](), counted) : on[one.every]()
  return t.atHour(what, `${String(one.hour).padStart(2, '0')}:00`)
}
