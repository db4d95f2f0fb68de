// From the chart to pixels for the width at hand. Pure.
import type { Chart, Item, Tone } from './chart'
import { layout, type Route } from './layout'
import { lines, words } from './words'

export interface Drawn {
  width: number; height: number; column: number; node: number; font: number
  nodes: DrawnNode[]
  flows: DrawnFlow[]
}
export interface DrawnNode { item: Item; x: number; y: number; height: number; title: string[]; under: string }
export interface DrawnFlow { key: string; index: number; tone: Tone; width: number; inferred: boolean; route: Route }

const LEAST_COLUMN = 128
const PADDING = 26
const ORDER: Tone[] = ['clr', 'lost', 'src', 'on', 'stop', 'hit', 'foc']

export function place(chart: Chart, width: number, height: number): Drawn {
  const count = Math.max(1, chart.columns.length)
  const column = Math.max(LEAST_COLUMN, Math.floor(width / count))
  const node = Math.min(176, column - (column < 150 ? 22 : 29))
  const font = column < 150 ? 16 : 17
  const texts = new Map(chart.items.map((item) => [item.id, textOf(item, node, font)]))
  const boxes = chart.items.map((item) => {
    const focus = item.tone === 'foc'
    return { id: item.id, column: item.column, height: (focus ? 88 : 66) + ((texts.get(item.id)?.title.length ?? 1) - 1) * (font + 4) }
  })
  const flat = chart.flows.map((flow) => ({ from: flow.parent, to: flow.child, weight: flow.kg }))
  const made = layout(boxes, flat, boxes.length > 40 ? 12 : 20, 50)
  const room = Math.max(made.height + 2 * PADDING, height - 76)
  const down = (room - made.height) / 2
  const left = (column - node) / 2
  const nodes = chart.items.map((item): DrawnNode => {
    const spot = made.spots.get(item.id) ?? { column: 0, y: 0, height: 66 }
    return { item, x: left + spot.column * column, y: spot.y + down, height: spot.height, ...(texts.get(item.id) ?? { title: [], under: '' }) }
  })
  const index = new Map(flat.map((line, n) => [`${line.from} ${line.to}`, n]))
  const flows = made.routes.map((route): DrawnFlow => {
    const n = index.get(`${route.line.from} ${route.line.to}`) ?? 0
    const flow = chart.flows[n]
    const moved = { ...route, points: route.points.map((point) => ({ ...point, y: point.y + down })) }
    return { key: `${route.line.from} ${route.line.to}`, index: n, tone: flow?.tone ?? 'on', width: route.width, inferred: flow?.links.every((link) => link.evidence === 'inferred') ?? false, route: moved }
  })
  flows.sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone))
  return { width: column * count, height: room, column, node, font, nodes: nodes.sort((a, b) => a.item.column - b.item.column || a.y - b.y), flows }
}

function textOf(item: Item, node: number, font: number): { title: string[]; under: string } {
  const focus = item.tone === 'foc'
  const inside = node - 24
  if (!item.node) return { title: [], under: '' }
  const text = words(item.node, focus)
  return { title: lines(text.title, inside - 14, focus ? 20 : font, 2), under: lines(text.under, inside, 14, 1)[0] ?? '' }
}

/** A line from box to box, level at both ends, through the empty cells of the columns it skips. */
export function draw(flow: DrawnFlow, size: Drawn): string {
  const { points, offsetFrom, offsetTo } = flow.route
  const [first, last] = [points[0], points[points.length - 1]]
  if (!first || !last) return ''
  const left = (column: number): number => (size.column - size.node) / 2 + column * size.column
  const right = (column: number): number => left(column) + size.node
  if (last.column <= first.column) {
    const [x1, x2, y1, y2] = [right(first.column), left(last.column), first.y + offsetFrom, last.y + offsetTo]
    return `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 - 40} ${y2} ${x2} ${y2}`
  }
  let x = right(first.column) - 2
  let y = first.y + offsetFrom
  let path = `M${x} ${y}`
  points.slice(1).forEach((point, n) => {
    const end = n === points.length - 2
    const to = left(point.column) + (end ? 2 : 0)
    const level = end ? point.y + offsetTo : point.y
    const middle = (x + to) / 2
    path += `C${middle} ${y} ${middle} ${level} ${to} ${level}`
    x = to
    y = level
    if (!end) {
      x = right(point.column)
      path += `H${x}`
    }
  })
  return path
}
