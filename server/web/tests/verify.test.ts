import { expect, test } from 'vitest'
import { groupsOf, resultOf, type Told } from '../src/verify/groups'

const NAMES = ['readable', 'signature', 'container', 'signer', 'beginning', 'records', 'pages', 'table', 'judgement', 'ledger', 'entries']
const told = (states: Record<string, 'failed' | 'not_checked'> = {}, known = true, amended: Told['archive']['amended'] = []): Told => {
  const steps = NAMES.map((name) => ({ name, title: name, state: states[name] ?? ('passed' as const), notes: [] }))
  return { passed: steps.every((one) => one.state === 'passed'), readable: !states.readable, verdict: '', about: {} as Told['about'], steps, archive: { known, amended } }
}
const states = (of: Told): string[] => groupsOf(of).map((one) => `${one.name} ${one.state}`)

test('tells eleven steps in five parts, none left out', () => {
  expect(states(told())).toEqual(['seal passed', 'intact passed', 'figures passed', 'records passed', 'amended passed'])
  expect(groupsOf(told()).flatMap((one) => one.steps.map((step) => step.name)).sort()).toEqual([...NAMES].sort())
})
test('is never better than its worst step', () => {
  expect(states(told({ signer: 'not_checked' }))[0]).toBe('seal not_checked')
  expect(states(told({ signer: 'not_checked', container: 'failed' }))[0]).toBe('seal failed')
  expect(resultOf(told({ entries: 'not_checked' }))).toBe('not_checked')
  expect(resultOf(told({ entries: 'not_checked', pages: 'failed' }))).toBe('failed')
  expect([resultOf(told()), resultOf(told({ readable: 'failed' }))]).toEqual(['passed', 'unreadable'])
})
test('says that nothing was amended only where the archive has the file and its records are proved', () => {
  expect(states(told({}, false))[4]).toBe('amended not_checked')
  expect(states(told({ ledger: 'not_checked' }))[4]).toBe('amended not_checked')
  expect(states(told({}, true, [{ kind: 'cooking', count: 1 }]))[4]).toBe('amended amended')
})
test('shows a step that it does not know', () => {
  const newer = told()
  newer.steps.push({ name: 'weather', title: 'weather', state: 'failed', notes: [] })
  expect(states(newer)[2]).toBe('figures failed')
})
