// From the chart to pixels for the width at hand.
import type { Chart, Item, Tone } from './chart'
import { layout, type Route } from './layout'
import { figures } from '../lib/amounts'
import { i18n } from '../lib/i18n.svelte'
import { lines, manyKinds, total, words } from './words'

export interface Drawn {
  width: number; height: number; column: number; node: number; font: number
  nodes: DrawnNode[]
  flows: DrawnFlow[]
}
export interface DrawnNode { item: Item; x: number; y: number; height: number; title: string[]; under: string[] }
export interface DrawnFlow { key: string; parent: string; child: string; index: number; tone: Tone; width: number; inferred: boolean; path: string }

const LEAST_COLUMN = 128
const PADDING = 26
const ORDER: Tone[] = ['clr', 'lost', 'src', 'on', 'stop', 'hit', 'foc']

export function place(chart: Chart, width: number, height: number): Drawn {
  const count = Math.max(1, chart.columns.length)
  const column = Math.max(LEAST_COLUMN, Math.floor(width / count))
  const node = Math.min(176, column - (column < 150 ? 20 : 26))
  const font = column < 150 ? 16 : 17
  const many = manyKinds(chart.items.flatMap((item) => (item.node ? [item.node, ...item.folded] : item.folded)))
  const texts = new Map(chart.items.map((item) => [item.id, textOf(item, i18n.t.trace.stages[chart.columns[item.column]?.stage ?? 'unknown'], node, font, many)]))
  const boxes = chart.items.map((item) => {
    const focus = item.tone === 'foc'
    return { id: item.id, column: item.column, height: (focus ? 86 : 66) + Math.max(0, (texts.get(item.id)?.title.length ?? 1) - 1) * (font + 4) + Math.max(0, (texts.get(item.id)?.under.length ?? 1) - 1) * 19 }
  })
  const flat = chart.flows.map((flow) => ({ from: flow.parent, to: flow.child, weight: flow.kg }))
  const made = layout(boxes, flat, gapFor(boxes, count, height), 50)
  const room = Math.max(made.height + 2 * PADDING, height - 76)
  const down = (room - made.height) / 2
  const left = (column - node) / 2
  const nodes = chart.items.map((item): DrawnNode => {
    const spot = made.spots.get(item.id) ?? { column: 0, y: 0, height: 66 }
    return { item, x: left + spot.column * column, y: spot.y + down, height: spot.height, ...(texts.get(item.id) ?? { title: [], under: [] }) }
  })
  const index = new Map(flat.map((line, n) => [`${line.from} ${line.to}`, n]))
  const flows = made.routes.map((route): DrawnFlow => {
    const n = index.get(`${route.line.from} ${route.line.to}`) ?? 0
    const flow = chart.flows[n]
    const moved = { ...route, points: route.points.map((point) => ({ ...point, y: point.y + down })) }
    const inferred = flow?.links.every((link) => link.evidence === 'inferred') ?? false
    return { key: `${route.line.from} ${route.line.to}`, parent: route.line.from, child: route.line.to, index: n, tone: flow?.tone ?? 'on', width: route.width, inferred, path: path(moved, column, node) }
  })
  for (const [n, flow] of chart.flows.entries()) {
    const ends = [nodes.find((one) => one.item.id === flow.parent), nodes.find((one) => one.item.id === flow.child)]
    const [a, b] = ends[0] && ends[1] && ends[0].y > ends[1].y ? [ends[1], ends[0]] : ends
    if (a && b && a.item.column === b.item.column) flows.push({ key: `${flow.parent} ${flow.child}`, parent: flow.parent, child: flow.child, index: n, tone: flow.tone, width: 2.5, inferred: false, path: beside(a, b) })
  }
  flows.sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone))
  return { width: column * count, height: room, column, node, font, nodes: nodes.sort((a, b) => a.item.column - b.item.column || a.y - b.y), flows }
}

/** Boxes stand as far apart as the window allows, so that a small trace breathes and a large one is close. */
function gapFor(boxes: { column: number; height: number }[], count: number, height: number): number {
  const free = Array.from({ length: count }, (_, n) => boxes.filter((box) => box.column === n)).map(
    (column) => (height - 76 - 2 * PADDING - column.reduce((sum, box) => sum + box.height, 0)) / Math.max(1, column.length - 1),
  )
  return Math.max(14, Math.min(52, ...free))
}

function textOf(item: Item, stage: string, node: number, font: number, many: boolean): { title: string[]; under: string[] } {
  const focus = item.tone === 'foc'
  const inside = node - 24
  if (!item.node) return foldWords(item, stage, inside)
  const text = words(item.node, focus, many)
  return { title: lines(text.title, inside - 12, focus ? 20 : font, 2), under: rows(text.under, inside) }
}

/** On one line if it fits, else split where the facts are. */
function rows(text: string, inside: number): string[] {
  const [whole = ''] = lines(text, inside, 14, 1)
  if (whole === text || !text.includes(' · ')) return [whole]
  const [first = '', ...rest] = text.split(' · ')
  return [lines(first, inside, 14, 1)[0] ?? '', lines(rest.join(' · '), inside, 14, 1)[0] ?? '']
}

function foldWords(item: Item, stage: string, inside: number): { title: string[]; under: string[] } {
  const t = i18n.t.trace
  const portions = item.folded.reduce((sum, one) => sum + (one.portions ?? 0), 0)
  const kg = Math.round(total(item.folded) * 10) / 10
  const much = portions ? t.portions(figures(portions)) : kg ? `${figures(kg)} kg` : ''
  return { title: [t.foldShort(item.folded.length)], under: rows(much ? `${stage} · ${much}` : stage, inside) }
}

/** A line from box to box, level at both ends, through the empty cells of the columns it skips. */
function path(route: Route, width: number, node: number): string {
  const { points, offsetFrom, offsetTo } = route
  const [first, last] = [points[0], points[points.length - 1]]
  if (!first || !last) return ''
  const left = (column: number): number => (width - node) / 2 + column * width
  const right = (column: number): number => left(column) + node
  if (last.column < first.column) {
    const [x1, x2, y1, y2] = [right(first.column), left(last.column), first.y + offsetFrom, last.y + offsetTo]
    return `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 - 40} ${y2} ${x2} ${y2}`
  }
  let x = right(first.column) - 2
  let y = first.y + offsetFrom
  let made = `M${x} ${y}`
  points.slice(1).forEach((point, n) => {
    const end = n === points.length - 2
    const to = left(point.column) + (end ? 2 : 0)
    const level = end ? point.y + offsetTo : point.y
    const middle = (x + to) / 2
    made += `C${middle} ${y} ${middle} ${level} ${to} ${level}`
    x = to
    y = level
    if (!end) {
      x = right(point.column)
      made += `H${x}`
    }
  })
  return made
}

/** Two spellings of one lot: an arc at the left of their column, from one to the other. */
function beside(a: DrawnNode, b: DrawnNode): string {
  const [from, to] = b.y - a.y > (a.height + b.height) / 2 ? [a.y + a.height / 4, b.y - b.height / 4] : [a.y, b.y]
  return `M${a.x} ${from}C${a.x - 18} ${from} ${a.x - 18} ${to} ${b.x} ${to}`
}
