import { expect, test } from 'vitest'
import { judge, scaleOf } from '../src/kitchen/limits'
import type { Threshold } from '../src/lib/types'

const rule = (code: string, value: string): Threshold => ({ code, value, unit: 'CEL', source: '表B', source_en: 'form B', provenance: 'K', meaning: '', meaning_en: '' })
const RULES = [rule('receive_chilled_over_label', '3'), rule('receive_frozen_max', '-9')]

test('passes chilled goods up to their label and three degrees', () => {
  expect(judge('chilled', '7', '4', RULES).state).toBe('good')
  expect(judge('chilled', '7.1', '4', RULES)).toEqual({ state: 'over', limit: { limit: '7', label: '4', source: '表B', source_en: 'form B' } })
})
test('asks for the label before it judges chilled goods', () => expect(judge('chilled', '3', '', RULES).state).toBe('label'))
test('measures frozen goods against their own limit', () => {
  expect(judge('frozen', '-9', '', RULES).state).toBe('good')
  expect(judge('frozen', '-8.9', '', RULES).state).toBe('over')
})
test('gives no verdict before a measurement, on ambient goods or without a rule', () => {
  expect(judge('chilled', '', '4', RULES).state).toBe('measure')
  expect(judge('ambient', '30', '', RULES).state).toBe('free')
  expect(judge('chilled', '30', '4', []).state).toBe('free')
})
test('shows the label, the limit and some room on the gauge', () => {
  const scale = scaleOf('chilled', { limit: '7', label: '4', source: '', source_en: '' })
  expect([scale.from, scale.to, scale.good]).toEqual([-4, 12, [0, 4]])
  expect(scaleOf('frozen', { limit: '-9', label: null, source: '', source_en: '' }).good[1]).toBe(-9)
})
