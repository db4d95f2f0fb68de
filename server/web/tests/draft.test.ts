import { expect, test } from 'vitest'
import { accepted, blank, type DraftLine, isPart, keptKilograms, newLine, record } from '../src/kitchen/draft'
import { isWritten, UNSEEN } from '../src/kitchen/origin'
import type { Ingredient, Supplier } from '../src/lib/types'

const potato: Ingredient = { id: 'i1', name: '土豆', name_en: 'Potato', food_group: 'root', storage: 'ambient', allergens: [], aliases: [], pinyin: 'tudou td', unit: 'kg' }
const supplier: Supplier = { id: 's1', name: '绿源', name_en: null, pinyin: '', trade: null, licence: { number: null, valid_to: null, state: 'none' } }
const line = (changes: Partial<DraftLine>): DraftLine => ({ ...newLine(1, potato, { amount: '40', unit: 'kg' }, null, '3.20'), ...changes })
const at = new Date('2026-11-23T06:42:00+08:00')

test('keeps what came less what goes back', () => {
  expect(accepted(line({ weight: '40', rejected: '6.', outcome: 'partial' }))).toBe('34')
  expect(accepted(line({ weight: '40', outcome: 'rejected' }))).toBe('0')
})
test('takes as a part only more than nothing and less than all', () => {
  expect(['', '0', '6', '40', '41'].map((rejected) => isPart(line({ weight: '40', rejected })))).toEqual([false, false, true, false, false])
})
test('sums kilograms of jin and kilograms', () => {
  expect(keptKilograms([line({ weight: '10', unit: '斤', outcome: 'accepted' }), line({ weight: '2.5', outcome: 'accepted' }), line({ weight: '9' })])).toBe('7.5')
})
test('records a part sent back with its reason, in the unit that was typed', () => {
  const draft = { ...blank('c1', supplier, at), lines: [line({ weight: '80', unit: '斤', rejected: '12', reason: '发芽', outcome: 'partial', lot: ' JT-1 ' })] }
  const [one] = record(draft, at).lines
  expect(one).toMatchObject({ delivered: { amount: '80', unit: '斤' }, accepted: { amount: '68', unit: '斤' }, rejected: { amount: '12', unit: '斤' }, reason: '发芽', lot_code: 'JT-1', unit_price: '3.20' })
})
test('leaves out what nobody checked and says null where nothing was seen', () => {
  const draft = { ...blank('c1', supplier, at), lines: [line({}), line({ line: 2, weight: '1', outcome: 'accepted' })] }
  const body = record(draft, at)
  expect(body.lines.map((one) => one.line)).toEqual([2])
  expect(body.lines[0]).toMatchObject({ temperature: null, lot_code: null, production_date: null, appearance: null, rejected: null, reason: null })
  expect([body.vehicle, body.note_number, body.receivers]).toEqual([null, null, []])
})
test('signs with both receivers', () => {
  const draft = { ...blank('c1', supplier, at), first: { person: 'p1', role: 'storekeeper' as const }, second: { person: 'p2', role: 'cook' as const }, vehicle: '3.1' }
  const body = record(draft, at)
  expect(body.receivers).toEqual([{ person: 'p1', role: 'storekeeper', signed_at: at.toISOString() }, { person: 'p2', role: 'cook', signed_at: at.toISOString() }])
  expect(body.vehicle).toEqual({ plate: null, temperature: '3.1' })
})
test('keeps a small record where one figure says it all', () => {
  const [one] = record({ ...blank('c1', supplier, at), lines: [line({ weight: '40', outcome: 'accepted' })] }, at).lines
  expect(one).toMatchObject({ weighings: [], package: null, evidence: 'typed' })
})
test('records every load with its baskets, the one on the pad last', () => {
  const kg = (amount: string) => ({ amount, unit: 'kg' })
  const loads = [{ gross: kg('20.6'), tare: kg('1.2'), baskets: 2, source: 'measured' as const }]
  const [one] = record({ ...blank('c1', supplier, at), lines: [line({ loads, weight: '10.', unit: '斤', tare: kg('1'), outcome: 'accepted' })] }, at).lines
  expect(one).toMatchObject({
    delivered: { amount: '44.4', unit: '斤' }, accepted: { amount: '44.4', unit: '斤' }, evidence: 'typed',
    weighings: [{ gross: kg('20.6'), tare: kg('1.2'), baskets: 2, evidence: 'measured' }, { gross: { amount: '10', unit: '斤' }, tare: kg('1'), baskets: 1, evidence: 'typed' }],
  })
})
test('counts packages by what one holds', () => {
  const packs = { count: 4, unit: '箱', content: { amount: '10', unit: 'kg' } }
  const [one] = record({ ...blank('c1', supplier, at), lines: [line({ packs, rejected: '10', reason: '破损', outcome: 'partial' })] }, at).lines
  expect(one).toMatchObject({ delivered: { amount: '40', unit: 'kg' }, accepted: { amount: '30', unit: 'kg' }, package: packs, weighings: [] })
})
test('grades what the scale said as measured, and what nobody weighed as inferred', () => {
  const graded = (changes: Partial<DraftLine>) => record({ ...blank('c1', supplier, at), lines: [line({ weight: '40', outcome: 'accepted', ...changes })] }, at).lines[0]?.evidence
  expect([graded({ source: 'measured' }), graded({ source: 'order' }), graded({ source: 'order', lot: 'JT-1' }), graded({})]).toEqual(['measured', 'inferred', 'typed', 'typed'])
})
test('records country and papers of meat as far as they were written, and nothing else', () => {
  const origin = { ...UNSEEN, country: 'CN', slaughterhouse: ' A1101 ', quarantine: 'NO.110', label: true }
  const [one, other] = record({ ...blank('c1', supplier, at), lines: [line({ weight: '40', outcome: 'accepted', origin }), line({ line: 2, weight: '1', outcome: 'accepted' })] }, at).lines
  expect(one).toMatchObject({ produced_in: 'CN', slaughterhouse: 'A1101', quarantine_number: 'NO.110' })
  expect([one, other].map((each) => ['chinese_label', 'asf_report_number', 'produced_in'].filter((key) => key in (each ?? {})))).toEqual([['produced_in'], []])
  expect([isWritten(origin, 'pork'), isWritten({ ...origin, inspection: '7', asf: '9' }, 'pork'), isWritten({ ...UNSEEN, country: 'NZ' }, 'pork'), isWritten(undefined, 'root')]).toEqual([false, true, true, false])
})
