import { expect, test } from 'vitest'
import { chart, contract, FOLD, foldId, ranks, reach, way } from '../src/inspector/chart'
import type { Stage, TraceLink, TraceNode } from '../src/lib/types'

const node = (id: string, stage: Stage, more: Partial<TraceNode> = {}): TraceNode => ({
  id, kind: 'source', stage, name: id, name_en: null, lot: null, party: null, at: null, amount: '10', unit: 'kg', temperature: null, portions: null, group: null, group_en: null, meal: null, left: null, state: 'cooked', stoppable: false, depth: 0, record: null, ...more,
})
const link = (parent: string, child: string, amount = '10'): TraceLink => ({ parent, child, amount, least: amount, greatest: amount, unit: 'kg', evidence: 'typed', kind: 'delivery', at: null, record: 'r' })

test('finds ancestors and descendants and ends on a circle', () => {
  const links = [link('a', 'b'), link('b', 'c'), link('c', 'b'), link('c', 'd')]
  expect([...reach('b', links, false)].sort()).toEqual(['b', 'c', 'd'])
  expect([...reach('b', links, true)].sort()).toEqual(['a', 'b', 'c'])
})
test('ranks by stage, and pushes right what would run back', () => {
  const nodes = [node('dish', 'kitchen'), node('there', 'delivery'), node('plate', 'served')]
  const rank = ranks(nodes, [link('dish', 'there'), link('there', 'plate')])
  expect(rank.get('there')).toBeGreaterThan(rank.get('dish') ?? 0)
  expect(rank.get('plate')).toBeGreaterThan(rank.get('there') ?? 0)
})
test('ends on a circle of links', () => {
  expect(ranks([node('a', 'kitchen'), node('b', 'kitchen')], [link('a', 'b'), link('b', 'a'), link('a', 'a')]).size).toBe(2)
})
test('stands what has no stage just before what came of it', () => {
  const made = chart('w', [node('?', 'unknown', { kind: 'unresolved' }), node('w', 'wholesale')], [link('?', 'w')], 'upstream', new Set())
  expect(made.items.map((item) => [item.id, made.columns[item.column]?.stage, item.tone])).toEqual([['?', 'processor', 'lost'], ['w', 'wholesale', 'foc']])
})
test('shows every stage in a recall, and only the way up when asked upstream', () => {
  const nodes = [node('w', 'wholesale'), node('d', 'delivery')]
  expect(chart('w', nodes, [link('w', 'd')], 'recall', new Set()).columns.map((column) => column.stage)).toEqual(['farm', 'processor', 'wholesale', 'delivery', 'kitchen', 'served'])
  expect(chart('d', nodes, [link('w', 'd')], 'upstream', new Set()).columns).toHaveLength(4)
  expect(chart('w', nodes, [link('w', 'd')], 'downstream', new Set()).columns.map((column) => column.stage)).toEqual(['wholesale', 'delivery', 'kitchen', 'served'])
})

const crowd = Array.from({ length: 50 }, (_, n) => node(`s${n}`, 'served', { amount: String(n + 1), stoppable: n === 0 }))
const fan = crowd.map((one) => link('k', one.id, one.amount ?? '0'))
test('folds a crowded column and loses no kilogram by it', () => {
  const made = chart('k', [node('k', 'kitchen'), ...crowd], fan, 'recall', new Set())
  const column = made.items.filter((item) => made.columns[item.column]?.stage === 'served')
  const fold = column.find((item) => !item.node)
  expect(column).toHaveLength(FOLD)
  expect(fold?.folded).toHaveLength(50 - FOLD + 1)
  expect(made.flows.reduce((sum, flow) => sum + flow.kg, 0)).toBeCloseTo((50 * 51) / 2)
  expect(column.some((item) => item.id === 's0')).toBe(true) // what can be stopped is never folded first
})
test('unfolds on demand', () => {
  const made = chart('k', [node('k', 'kitchen'), ...crowd], fan, 'recall', new Set([foldId(5)]))
  expect(made.items).toHaveLength(51)
})
test('says what is affected, what can be stopped and what went back', () => {
  const nodes = [node('f', 'farm'), node('k', 'kitchen'), node('x', 'served'), node('y', 'served', { stoppable: true }), node('z', 'served', { state: 'rejected' })]
  const links = [link('f', 'k'), link('k', 'x'), link('k', 'y'), link('k', 'z')]
  const tones = (mode: 'recall' | 'downstream') => chart('k', nodes, links, mode, new Set()).items.map((item) => item.tone)
  expect(tones('recall')).toEqual(['src', 'foc', 'hit', 'stop', 'clr'])
  expect(tones('downstream')).toEqual(['src', 'foc', 'on', 'stop', 'clr'])
})

test('lights the way to and from a node, and nothing beside it', () => {
  const nodes = [node('f', 'farm'), node('k', 'kitchen'), node('x', 'served'), node('y', 'served')]
  const made = chart('f', nodes, [link('f', 'k'), link('k', 'x'), link('k', 'y')], 'recall', new Set())
  expect([...way('x', made.flows)].sort()).toEqual(['f', 'k', 'x'])
})
test('draws a dispatch that arrived as one line, and one on the road as it is', () => {
  const nodes = [node('pot', 'kitchen'), node('van', 'kitchen', { kind: 'dispatched' }), node('there', 'kitchen'), node('road', 'kitchen', { kind: 'dispatched' })]
  const made = contract('pot', nodes, [link('pot', 'van'), link('van', 'there'), link('pot', 'road')])
  expect(made.nodes.map((one) => one.id)).toEqual(['pot', 'there', 'road'])
  expect(made.links.map((one) => `${one.parent}>${one.child}`)).toEqual(['pot>there', 'pot>road'])
})
test('stands two spellings of one lot in the same column', () => {
  const rank = ranks([node('a', 'wholesale'), node('b', 'wholesale')], [{ ...link('a', 'b'), kind: 'same' }])
  expect(rank.get('a')).toBe(rank.get('b'))
})
