import { expect, test, vi } from 'vitest'
import { may, stageWith, type Taken } from '../src/findings/acts'
import { recordedAt, seenAt } from '../src/findings/about'
import { dueIn, type Finding, grouped } from '../src/findings/load'
import { ownSteps } from '../src/findings/own'
import { campusBatch, madeBatch } from '../src/lib/derive'
import { findings as zh } from '../src/lib/messages/zh/findings'
import type { Entry } from '../src/outbox/store'

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => undefined }))

const step = (step: Taken['step'], mine = false): Taken => ({ step, mine })
const ID = '019a0000-0000-7000-8000-000000000001'

test('lets the canteen explain and correct, others verify, and nobody their own', () => {
  expect(may('kitchen', 'open', []).acts).toEqual(['corrected', 'explained'])
  expect(may('inspector', 'open', []).acts).toEqual([])
  expect(may('auditor', 'corrected', [step('corrected')])).toEqual({ acts: [], barred: false })
  expect(may('inspector', 'corrected', [step('corrected')])).toEqual({ acts: ['verified', 'reopened'], barred: false })
  expect(may('manager', 'corrected', [step('corrected', true)])).toEqual({ acts: ['corrected', 'explained'], barred: true })
  expect(may('manager', 'corrected', [step('corrected')]).acts).toContain('verified')
  expect(may('kitchen', 'corrected', [step('corrected')])).toEqual({ acts: ['corrected', 'explained'], barred: false })
})
test('counts what was said since a finding was last opened', () => {
  const steps = [step('corrected', true), step('reopened'), step('explained')]
  expect(may('manager', 'explained', steps).barred).toBe(false)
  expect(may('inspector', 'closed', [...steps, step('verified', true)]).acts).toEqual(['reopened'])
  expect(may('kitchen', 'closed', steps).acts).toEqual([])
})
test('reckons how far a finding has come with what is still on its way', () => {
  expect(stageWith('open', ['explained', 'corrected'])).toBe('corrected')
  expect(stageWith('corrected', ['verified', 'explained'])).toBe('closed')
  expect(stageWith('closed', ['reopened'])).toBe('open')
})
test('says until when, and what is past', () => {
  const one = (due: string, more: Partial<Finding> = {}): Finding => ({ due, state: 'open', holds: true, ...more }) as Finding
  expect(dueIn(one('2026-11-20'), '2026-11-23', zh)).toEqual({ text: '逾期 3 天', tone: 'red' })
  expect(dueIn(one('2026-11-23'), '2026-11-23', zh)).toEqual({ text: '今天到期', tone: 'amber' })
  expect(dueIn(one('2026-11-25'), '2026-11-23', zh)).toEqual({ text: '11-25 前', tone: 'amber' })
  expect(dueIn(one('2026-12-01'), '2026-11-23', zh).tone).toBe('calm')
  expect(dueIn(one('2026-11-20', { state: 'closed' }), '2026-11-23', zh).tone).toBe('calm')
})
test('groups the list as it is ordered', () => {
  const one = (severity: Finding['severity'], overdue: boolean, state: Finding['state'] = 'open'): Finding => ({ severity, overdue, state }) as Finding
  const groups = grouped([one('major', true), one('block', false), one('minor', false), one('minor', false, 'closed')])
  expect(groups.map(([group, list]) => [group, list.length])).toEqual([['overdue', 1], ['block', 1], ['minor', 1], ['closed', 1]])
})
test('leads to the trace of what a finding is about', () => {
  const delivery = { kind: 'delivery', id: ID, body: { lines: [{ line: 1, lot_code: 'A' }, { line: 2, lot_code: null }] } }
  const trace = (batch: string): string => `#/trace/${batch}?mode=upstream`
  expect(seenAt({ kind: 'delivery', id: ID, place: 'line:2/asf' }, [delivery])).toEqual([{ to: trace(campusBatch(ID, 2)), what: 'trace', line: 2 }])
  expect(seenAt({ kind: 'delivery', id: ID, place: '' }, [delivery]).map((one) => one.lot)).toEqual(['A', undefined])
  expect(seenAt({ kind: 'cooking', id: madeBatch(ID), place: '2026-11-20/lunch' }, [{ kind: 'cooking', id: ID, body: {} }])[0]?.to).toBe(trace(madeBatch(ID)))
  expect(seenAt({ kind: 'serving', id: ID, place: `dish:${ID}` }, [])[0]?.to).toBe(trace(ID))
  expect(seenAt({ kind: 'retained_sample', id: ID, place: 'cold' }, [{ kind: 'retained_sample', id: ID, body: { batch: ID } }])[0]?.to).toBe(trace(ID))
  expect(seenAt({ kind: 'finding', id: ID, place: '' }, [])).toEqual([{ to: `#/findings/${ID}`, what: 'finding' }])
  expect(seenAt({ kind: 'site', id: ID, place: '2026-11-20' }, [])).toEqual([])
})
test('leads a canteen to where it records what is lacking', () => {
  expect(recordedAt('S2', '', false)).toBe('#/kitchen/temps')
  expect(recordedAt('H1', '2026-11-20/certificates', true)).toBe('#/kitchen/office?part=certificates')
  expect(recordedAt('H1', '2026-11-20/certificates', false)).toBeUndefined()
  expect(recordedAt('M1', '', false)).toBeUndefined()
})
test('finds the steps that are still on this device, oldest first', () => {
  const entry = (id: string, state: Entry['state'], finding = ID): Entry => ({ id, state, kind: 'finding_step', refusal: null, bytes: JSON.stringify({ finding, step: 'explained', note: id, occurred_at: '2026-11-23T00:00:00Z', documents: [] }) }) as unknown as Entry
  const entries = [entry('c', 'waiting'), entry('b', 'withdrawn'), entry('a', 'sent'), entry('x', 'sent', 'another'), entry('told', 'sent')]
  expect(ownSteps(entries, ID, ['told']).map((one) => one.id)).toEqual(['a', 'c'])
})
