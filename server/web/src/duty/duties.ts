// The day's duties with what this tablet recorded since, and which of them stand open. Pure.
import { isoWeek, weekday } from '../lib/calendar'
import { day as dayOf } from '../lib/times'
import type { Waiting } from '../cook/overlay'
import type { Day, Meal } from '../cook/types'
import type { AccompaniedMeal, AdditiveUse, BatchTest, CameraStatus, DailyCheck, Disinfection, Duties, Duty, MorningCheck, WeeklyCheck } from './types'

export const NOTHING: Duties = { checked: [], disinfections: [], daily_checks: [], accompanied: [], tests: [], weekly_checks: [], cameras: [], camera_names: [], additives: [] }

/** The duties as the server told them, and the entries it has not told of yet. */
export function dutiesWith(told: Duties | undefined, entries: readonly Waiting[], day: string): Duties {
  const duties: Duties = { ...NOTHING, ...told }
  const made = <T extends { occurred_at: string }>(kind: string, known: readonly { id: string }[] = []): { id: string; body: T; at: string }[] =>
    entries
      .filter((one) => one.kind === kind && !known.some((other) => other.id === one.id))
      .map((one) => ({ id: one.id, body: JSON.parse(one.bytes) as T }))
      .map((one) => ({ ...one, at: one.body.occurred_at }))
      .filter((one) => dayOf(one.at) === day)
  const checked = new Map(duties.checked.map((one) => [one.person, one]))
  for (const { body, at } of made<MorningCheck>('morning_check')) {
    for (const { person, fit, sent_away } of body.people) checked.set(person, { person, fit, sent_away: sent_away ?? null, at })
  }
  const watched = made<CameraStatus>('camera_status', duties.cameras)
  const weekly = entries.filter((one) => one.kind === 'weekly_check' && !duties.weekly_checks.some((known) => known.id === one.id)).map((one) => ({ id: one.id, body: JSON.parse(one.bytes) as WeeklyCheck }))
  return {
    checked: [...checked.values()],
    disinfections: [...duties.disinfections, ...made<Disinfection>('disinfection', duties.disinfections).map(({ id, body, at }) => ({ id, at, tableware: body.tableware, method: body.method }))],
    daily_checks: [...duties.daily_checks, ...made<DailyCheck>('daily_check', duties.daily_checks).map(({ id, body, at }) => ({ id, at, points: body.points.length, findings: body.points.filter((one) => one.finding).length }))],
    accompanied: [...duties.accompanied, ...made<AccompaniedMeal>('accompanied_meal', duties.accompanied).map(({ id, body, at }) => ({ id, at, meal: body.meal, person: body.person, problem: !!body.problem }))],
    tests: [...duties.tests, ...entries.filter((one) => one.kind === 'batch_test' && !duties.tests.some((known) => known.id === one.id))
      .map((one) => ({ id: one.id, body: JSON.parse(one.bytes) as BatchTest }))
      .filter(({ body }) => dayOf(body.tested_at) === day)
      .map(({ id, body }) => ({ id, at: body.tested_at, item: body.item, result: body.result }))],
    weekly_checks: [...duties.weekly_checks, ...weekly.filter(({ body }) => body.week === isoWeek(day)).map(({ id, body }) => ({ id, at: body.occurred_at, week: body.week, points: body.points.length, findings: body.points.filter((one) => one.finding).length }))],
    cameras: [...duties.cameras, ...watched.map(({ id, body, at }) => ({ id, at, cameras: body.cameras.length, disturbed: body.cameras.filter((one) => (one.online_percent ?? 100) < 100 || one.outage_from).length, alerts: body.cameras.flatMap((one) => one.alerts ?? []).reduce((sum, one) => sum + one.alerts, 0) }))],
    camera_names: watched.at(-1)?.body.cameras.map((one) => one.camera) ?? duties.camera_names,
    additives: [...duties.additives, ...made<AdditiveUse>('additive_use', duties.additives).map(({ id, body, at }) => ({ id, at, name: null, name_en: null, food: body.food }))],
  }
}

/** A duty that stands open; late: it should have been done by now. meals: those that nobody ate along with. */
export interface Open { duty: Duty; late: boolean; meals: Meal[] }
const CHECK_BY = '14:00'
const FRIDAY = 5

/** What stands open on a day that has meals; none is asked of a day without. now: "14:05". */
export function openDuties(day: Day, now: string): Open[] {
  const { checked, disinfections, daily_checks, accompanied, cameras, camera_names, weekly_checks } = day.duties
  if (!day.meals.length) return []
  const served = day.meals.filter((meal) => meal.dishes.some((dish) => dish.served.count > 0))
  const alone = served.flatMap(({ meal }) => (meal && !accompanied.some((one) => one.meal === meal) ? [meal] : []))
  const open: (Open | false)[] = [
    !checked.length && { duty: 'morning', late: true, meals: [] },
    alone.length > 0 && { duty: 'meal', late: false, meals: alone },
    served.length > 0 && !disinfections.length && { duty: 'tableware', late: false, meals: [] },
    !daily_checks.length && { duty: 'daily', late: now >= CHECK_BY, meals: [] },
    served.length > 0 && camera_names.length > 0 && !cameras.length && { duty: 'cameras', late: false, meals: [] },
    weekday(day.day) >= FRIDAY && !weekly_checks.length && { duty: 'weekly', late: now >= CHECK_BY, meals: [] },
  ]
  return open.filter((one) => one !== false)
}
