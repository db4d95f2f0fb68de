import { expect, test } from 'vitest'
import { type DraftLine, newLine } from '../src/kitchen/draft'
import { acceptAsOrdered, isAsOrdered } from '../src/kitchen/rest'
import type { Ingredient, Threshold } from '../src/lib/types'

const food = (storage: Ingredient['storage']): Ingredient => ({ id: 'i1', name: '菜', name_en: null, food_group: 'vegetable', storage, allergens: [], aliases: [], pinyin: '', unit: 'kg' })
const line = (storage: Ingredient['storage'], changes: Partial<DraftLine> = {}): DraftLine => ({ ...newLine(1, food(storage), { amount: '38', unit: 'kg' }, null, null), ...changes })
const limits = [{ code: 'receive_chilled_over_label', value: '3', unit: 'CEL', source: '规范', source_en: 'code', provenance: 'K', meaning: '', meaning_en: '' }] as Threshold[]

test('takes what nobody touched and nothing has to be measured of', () => expect(isAsOrdered(line('ambient'), limits)).toBe(true))
test('leaves out what is cold until its temperature is in and good, whether the limit is known or not', () => {
  const measured = { temperature: '6.4', label: '4' }
  expect([line('chilled'), line('frozen'), line('chilled', { temperature: '8', label: '4' })].map((one) => isAsOrdered(one, limits))).toEqual([false, false, false])
  expect(isAsOrdered(line('chilled', measured), limits)).toBe(true)
  expect([line('chilled', measured), line('frozen')].map((one) => isAsOrdered(one, []))).toEqual([false, false])
})
test('leaves out what was weighed, looks poor, is done, or was not ordered', () => {
  const others = [line('ambient', { weight: '30' }), line('ambient', { look: 'poor' }), line('ambient', { outcome: 'rejected' }), line('ambient', { ordered: null })]
  expect(others.map((one) => isAsOrdered(one, limits))).toEqual([false, false, false, false])
})
test('accepts the order’s amounts as not weighed', () => {
  const one = line('ambient')
  acceptAsOrdered([one])
  expect([one.weight, one.unit, one.source, one.outcome]).toEqual(['38', 'kg', 'order', 'accepted'])
})
