import { expect, test } from 'vitest'
import { type Box, layout, type Line } from '../src/inspector/layout'

const box = (id: string, column: number, height = 66): Box => ({ id, column, height })
const line = (from: string, to: string, weight = 10): Line => ({ from, to, weight })

function overlaps(boxes: Box[], made: ReturnType<typeof layout>): number {
  const spots = boxes.map((one) => made.spots.get(one.id)).filter((spot) => spot !== undefined)
  return spots.filter((a, n) => spots.slice(n + 1).some((b) => a.column === b.column && Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 0.01)).length
}

test('draws a chain as a straight line', () => {
  const made = layout([box('a', 0), box('b', 1, 88), box('c', 2)], [line('a', 'b'), line('b', 'c')], 20, 48)
  const heights = ['a', 'b', 'c'].map((id) => made.spots.get(id)?.y ?? -1)
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.5)
})
test('untangles two chains that cross', () => {
  const made = layout([box('a', 0), box('b', 0), box('x', 1), box('y', 1)], [line('a', 'y'), line('b', 'x')], 20, 48)
  const y = (id: string): number => made.spots.get(id)?.y ?? 0
  expect(Math.sign(y('a') - y('b'))).toBe(Math.sign(y('y') - y('x')))
})
test('overlaps nothing and stays within its height, however crowded', () => {
  const boxes = [box('r', 0), ...Array.from({ length: 60 }, (_, n) => box(`m${n}`, 1)), ...Array.from({ length: 120 }, (_, n) => box(`s${n}`, 2))]
  const lines = [...Array.from({ length: 60 }, (_, n) => line('r', `m${n}`)), ...Array.from({ length: 120 }, (_, n) => line(`m${(n * 7) % 60}`, `s${n}`))]
  const made = layout(boxes, lines, 12, 48)
  expect(overlaps(boxes, made)).toBe(0)
  for (const spot of made.spots.values()) {
    expect(spot.y - spot.height / 2).toBeGreaterThanOrEqual(-0.01)
    expect(spot.y + spot.height / 2).toBeLessThanOrEqual(made.height + 0.01)
  }
})
test('leads a line that skips columns through each of them', () => {
  const made = layout([box('a', 0), box('b', 1), box('c', 3)], [line('a', 'b'), line('a', 'c')], 20, 48)
  expect(made.routes.find((route) => route.line.to === 'c')?.points.map((point) => point.column)).toEqual([0, 1, 2, 3])
})
test('keeps a line that skips a column clear of the box it passes', () => {
  const made = layout([box('a', 0), box('b', 1), box('c', 2)], [line('a', 'b'), line('b', 'c'), line('a', 'c')], 20, 48)
  const passing = made.routes.find((route) => route.points.length === 3)?.points[1]?.y ?? 0
  expect(Math.abs(passing - (made.spots.get('b')?.y ?? 0))).toBeGreaterThan(33)
})
test('draws width by weight, within the band and never too thin to see', () => {
  const made = layout([box('a', 0), box('b', 1), box('c', 1)], [line('a', 'b', 90), line('a', 'c', 0.1)], 20, 48)
  const width = (to: string): number => made.routes.find((route) => route.line.to === to)?.width ?? 0
  expect(width('b')).toBeCloseTo((48 * 90) / 90.1, 1)
  expect(width('c')).toBe(2.5)
})
test('lays out nothing, a loop and a line to nowhere', () => {
  expect(layout([], [], 20, 48).height).toBe(0)
  expect(layout([box('a', 0)], [line('a', 'a'), line('a', 'gone')], 20, 48).routes).toEqual([])
})
test('lays out two thousand boxes within two seconds', () => {
  const boxes = Array.from({ length: 2000 }, (_, n) => box(`n${n}`, n % 6))
  const lines = Array.from({ length: 2500 }, (_, n) => line(`n${(n * 6 + (n % 5)) % 2000}`, `n${((n * 13) % 300) * 6 + (n % 5) + 1}`))
  const began = performance.now()
  layout(boxes, lines, 12, 48)
  expect(performance.now() - began).toBeLessThan(2000)
})
