import { expect, test } from 'vitest'
import { arriving, receiptBody, wrongs } from '../src/dispatch/arrive'
import { eatBy, holdVerdict, since } from '../src/dispatch/hold'
import { dispatchBody, eatByOf, emptySend, madeAt, type SendDraft } from '../src/dispatch/send'
import type { OnTheWay } from '../src/dispatch/types'
import type { Threshold } from '../src/lib/types'

const rule = (code: string, value: string, unit: string): Threshold => ({ code, value, unit, source: '规范', source_en: 'Rules', provenance: 'K', meaning: '', meaning_en: '' })
const RULES = [rule('hold_hot_min', '60', 'CEL'), rule('hold_cold_max', '8', 'CEL'), rule('delivered_hot_max', '4', 'HUR'), rule('delivered_cold_max', '24', 'HUR'), rule('danger_zone_max', '120', 'MIN')]
const MADE = '2026-11-23T02:30:00.000Z'

test('tells hot and cold from what lies between, at their limits too', () =>
  expect(['60.1', '60', '8.1', '8', '-2', ''].map((degrees) => holdVerdict(degrees, RULES).state)).toEqual(['hot', 'between', 'between', 'cold', 'cold', 'measure']))
test('judges nothing without a limit', () => expect(holdVerdict('20', []).state).toBe('free'))
test('lets hot food be eaten for four hours, cold for a day, the rest and the unmeasured for two hours', () =>
  expect(['72', '4', '40', ''].map((degrees) => eatBy(MADE, degrees, RULES)?.at)).toEqual(['2026-11-23T06:30:00.000Z', '2026-11-24T02:30:00.000Z', '2026-11-23T04:30:00.000Z', '2026-11-23T04:30:00.000Z']))
test('counts hours and minutes since then', () => expect([since(MADE, Date.parse(MADE) + 125 * 60_000), since(MADE, Date.parse(MADE) - 1)]).toEqual(['2:05', '0:00']))

const draft: SendDraft = {
  ...emptySend('west', 'east', 'wang'), second: 'li', seal: ' F-1 ', temperature: '72.',
  dishes: [{ batch: 'b1', dish: '宫保鸡丁', dish_en: 'Kung pao chicken', portions: '120', madeAt: '2026-11-23T02:40:00Z' }, { batch: 'b2', dish: '米饭', dish_en: null, portions: '', madeAt: MADE }],
}
test('takes the oldest dish for the label, until a person says otherwise', () => {
  expect(madeAt(draft)).toBe(MADE)
  expect(madeAt({ ...draft, madeAt: '2026-11-23T02:00:00Z' })).toBe('2026-11-23T02:00:00Z')
  expect(eatByOf(draft, RULES)).toMatchObject({ at: '2026-11-23T06:30:00.000Z', rule: { code: 'delivered_hot_max' } })
  expect(eatByOf({ ...draft, eatBy: '2026-11-23T05:00:00Z' }, RULES)).toEqual({ at: '2026-11-23T05:00:00Z', rule: null })
})
test('records what leaves, with its name in both languages', () => {
  const body = dispatchBody(draft, '西校区食堂', RULES, new Date('2026-11-23T03:00:00Z'))
  expect(body).toMatchObject({ destination: 'east', seal: 'F-1', temperature: '72', signer: 'wang', second_signer: 'li', label: { maker: '西校区食堂', made_at: MADE, food: null } })
  expect(body.items).toMatchObject([{ line: 1, dish: '宫保鸡丁', dish_en: 'Kung pao chicken', portions: 120 }, { line: 2, dish_en: null, portions: null }])
})

const WAY: OnTheWay = {
  id: 'd', sender: { id: 'west', name: '西校区食堂', name_en: null }, sent_at: '2026-11-23T03:00:00Z', made_at: MADE, eat_by: '2026-11-23T06:30:00Z', temperature: '72', seal: 'F-1', vehicle_plate: null,
  items: [{ line: 1, batch: 'x1', dish: '宫保鸡丁', dish_en: 'Kung pao chicken', amount: null, unit: null, portions: 120 }, { line: 2, batch: 'x2', dish: '米饭', dish_en: null, amount: '30', unit: 'kg', portions: null }],
}
const signer = { person: 'zhao', role: 'storekeeper' as const }
test('names what is wrong with an arrival: seal, temperature, time', () => {
  const came = arriving('east', WAY, signer)
  expect(wrongs(came, RULES, Date.parse('2026-11-23T06:00:00Z'))).toEqual([])
  expect(wrongs({ ...came, sealIntact: false, temperature: '41' }, RULES, Date.parse('2026-11-23T06:31:00Z'))).toEqual(['seal', 'temperature', 'late'])
})
test('records what was taken and what goes back, as it was counted or weighed', () => {
  const came = arriving('east', WAY, signer)
  const [chicken, rice] = came.dishes
  if (!chicken || !rice) throw new Error('two dishes')
  const body = receiptBody({ ...came, sealIntact: true, temperature: '66', anyway: '照收', dishes: [{ ...chicken, rejected: true, reason: '洒了' }, rice] }, new Date('2026-11-23T03:40:00Z'))
  expect(body).toMatchObject({ dispatch: 'd', seal_intact: true, receivers: [{ person: 'zhao', signed_at: '2026-11-23T03:40:00.000Z' }] })
  expect(body.items).toMatchObject([
    { batch: 'x1', accepted: { amount: '0', unit: 'piece' }, rejected: { amount: '120', unit: 'piece' }, portions: null, reason: '洒了', temperature: '66' },
    { batch: 'x2', accepted: { amount: '30', unit: 'kg' }, rejected: null, reason: '照收', dish_en: null },
  ])
})
