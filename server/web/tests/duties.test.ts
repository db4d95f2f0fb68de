import { expect, test } from 'vitest'
import type { Waiting } from '../src/cook/overlay'
import type { Day, DayDish } from '../src/cook/types'
import { dutiesWith, NOTHING, openDuties } from '../src/duty/duties'
import { judge, limitsOf } from '../src/duty/limits'
import { linesOf, peopleOf } from '../src/duty/morning'
import type { Threshold } from '../src/lib/types'

const ID = '01a1e885-1c00-740c-a1a5-2217c39c2461'
const AT = '2026-11-23T00:10:00Z'
const entry = (kind: string, body: object, id = ID): Waiting => ({ id, kind, site: 's', bytes: JSON.stringify(body), state: 'waiting', sentAt: null })
const served = (count: number): DayDish => ({ line: 1, recipe: null, dish: '汤', dish_en: null, instead_of: null, portions: null, batches: [], sampled: { count: 0, portions: 0, amount: null, unit: null }, served: { count, portions: 0, amount: null, unit: null } })
const dayOf = (count: number, duties = NOTHING): Day => ({ site: 's', day: '2026-11-23', meals: [{ meal: 'lunch', menus: [], published: true, dishes: [served(count)], headcounts: [] }], expected: [], expiring: [], units: [], samples: [], openings: [], on_the_way: [], duties })

test('lays what this tablet recorded over what the server told, each once, and none of another day', () => {
  const told = { ...NOTHING, checked: [{ person: 'a', fit: true, sent_away: null, at: '2026-11-22T22:00:00Z' }], daily_checks: [{ id: ID, points: 12, findings: 0, at: AT }] }
  const entries = [
    entry('morning_check', { occurred_at: AT, people: [{ person: 'a', fit: false, sent_away: true }, { person: 'b', fit: true, sent_away: null }] }),
    entry('daily_check', { occurred_at: AT, points: [{ point: 'staff', finding: null }] }),
    entry('disinfection', { occurred_at: AT, tableware: '餐盘', method: 'steam' }),
    entry('accompanied_meal', { occurred_at: '2026-11-22T04:00:00Z', meal: 'lunch', person: 'a' }),
    entry('batch_test', { tested_at: AT, item: '农残', result: 'passed' }),
  ]
  const duties = dutiesWith(told, entries, '2026-11-23')
  expect(duties.checked.map((one) => [one.person, one.fit, one.sent_away])).toEqual([['a', false, true], ['b', true, null]])
  expect(duties.daily_checks).toEqual(told.daily_checks)
  expect([duties.disinfections.length, duties.accompanied.length, duties.tests.length]).toEqual([1, 0, 1])
  expect(dutiesWith(undefined, [], '2026-11-23')).toEqual(NOTHING) // what an older server told has none
})
test('asks on a day with meals for the morning check first, for the rest when there is something to say', () => {
  const names = (day: Day, now: string): string[] => openDuties(day, now).map((one) => `${one.duty}${one.late ? '!' : ''}${one.meals.join()}`)
  expect(names({ ...dayOf(0), meals: [] }, '15:00')).toEqual([])
  expect(names(dayOf(0), '06:00')).toEqual(['morning!', 'daily'])
  expect(names(dayOf(2), '14:00')).toEqual(['morning!', 'meallunch', 'tableware', 'daily!'])
  const done = { ...NOTHING, checked: [{ person: 'a', fit: true, sent_away: null, at: AT }], accompanied: [{ id: 'm', meal: 'lunch' as const, person: 'a', problem: false, at: AT }], disinfections: [{ id: 'd', tableware: '餐盘', method: 'steam', at: AT }], daily_checks: [{ id: 'c', points: 12, findings: 0, at: AT }] }
  expect(names(dayOf(2, done), '15:00')).toEqual([])
})
test('asks for the cameras where the site has some, and on Friday for the week', () => {
  const names = (day: Day): string[] => openDuties(day, '13:00').map((one) => one.duty)
  const done = { ...NOTHING, checked: [{ person: 'a', fit: true, sent_away: null, at: AT }], accompanied: [{ id: 'm', meal: 'lunch' as const, person: 'a', problem: false, at: AT }], disinfections: [{ id: 'd', tableware: '餐盘', method: 'steam', at: AT }], daily_checks: [{ id: 'c', points: 12, findings: 0, at: AT }] }
  const friday = { ...dayOf(2, { ...done, camera_names: ['烹饪间'] }), day: '2026-11-27' }
  expect(names(friday)).toEqual(['cameras', 'weekly'])
  expect(names({ ...friday, day: '2026-11-26' })).toEqual(['cameras'])
  const at = '2026-11-27T05:00:00Z'
  const entries = [
    entry('camera_status', { occurred_at: at, day: '2026-11-27', cameras: [{ camera: '备餐间', online_percent: 90, alerts: [{ kind: 'no_mask', alerts: 2 }] }, { camera: '烹饪间', online_percent: 100, alerts: [] }] }),
    entry('weekly_check', { occurred_at: at, week: '2026-W48', points: [{ point: 'pests', finding: '粘鼠板已满' }, { point: 'staff', finding: null }] }, '01a1e885-1c00-740c-a1a5-2217c39c2462'),
    entry('additive_use', { occurred_at: at, food: '馒头' }, '01a1e885-1c00-740c-a1a5-2217c39c2463'),
  ]
  const laid = dutiesWith(friday.duties, entries, '2026-11-27')
  expect(names({ ...friday, duties: laid })).toEqual([])
  expect(laid.cameras).toEqual([{ id: ID, at, cameras: 2, disturbed: 1, alerts: 2 }])
  expect(laid.camera_names).toEqual(['备餐间', '烹饪间'])
  expect([laid.weekly_checks[0]?.findings, laid.additives[0]?.food]).toEqual([1, '馒头'])
  expect(dutiesWith(friday.duties, entries, '2026-12-04').weekly_checks).toEqual([])
})
test('records everyone as fit, who is away as nothing, and later only what changed', () => {
  const lines = linesOf(['a', 'b', 'c'], [], { b: 'unfit', c: 'off' }, { b: true })
  expect(peopleOf(lines, [])).toEqual([{ person: 'a', fit: true, sent_away: null }, { person: 'b', fit: false, sent_away: true }])
  const checked = [{ person: 'a', fit: true, sent_away: null, at: AT }, { person: 'b', fit: false, sent_away: true, at: AT }]
  expect(peopleOf(linesOf(['a', 'b', 'c'], checked, {}, {}), checked)).toEqual([{ person: 'c', fit: true, sent_away: null }])
  expect(peopleOf(linesOf(['a', 'b'], checked, { a: 'unfit' }, { a: false }), checked)).toEqual([{ person: 'a', fit: false, sent_away: false }])
})
test('judges a disinfection by the limits there are, and invents none', () => {
  const rule = (code: string, value: string): Threshold => ({ code, value, unit: '', source: '', source_en: '', provenance: 'K', meaning: '', meaning_en: '' })
  const steam = limitsOf('steam', [rule('disinfect_steam_min', '100'), rule('disinfect_steam_time_min', '10')])
  expect([['99.5', '10'], ['100', '9'], ['101', '10'], ['101', ''], ['', '10']].map(([heat = '', time = '']) => judge(steam, heat, time))).toEqual(['weak', 'brief', 'good', 'measure', 'measure'])
  expect(judge(limitsOf('chlorine', []), '10', '1')).toBe('free')
  expect(judge(limitsOf('dishwasher', [rule('disinfect_dishwasher_min', '85')]), '86', '')).toBe('good')
})
