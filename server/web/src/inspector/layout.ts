// A layered layout of our own: columns are given, so it orders within them and evens out the heights.
export interface Box { id: string; column: number; height: number }
export interface Line { from: string; to: string; weight: number }
export interface Spot { column: number; y: number; height: number }
export interface Route { line: Line; points: { column: number; y: number }[]; width: number; offsetFrom: number; offsetTo: number }
export interface Layout { spots: Map<string, Spot>; routes: Route[]; height: number }

interface Cell { key: string; column: number; height: number; y: number; before: Cell[]; after: Cell[]; rank: number; real: boolean }
const SWEEPS = 12
/** Rounds of pulling: many while they cost nothing, few for thousands of boxes, where nobody sees the last pixel. */
const rounds = (cells: number): number => (cells > 500 ? 12 : 60)

/** Places boxes and routes lines; `gap` px between boxes, lines at most `band` px wide, never thinner than 2.5. */
export function layout(boxes: Box[], lines: Line[], gap: number, band: number): Layout {
  const cells = new Map<string, Cell>(boxes.map((box) => [box.id, cell(box.id, box.column, box.height, true)]))
  const chains = lines.flatMap((line) => {
    const [from, to] = [cells.get(line.from), cells.get(line.to)]
    return from && to && from.column !== to.column ? [{ line, cells: chain(from, to, line) }] : []
  })
  const all = [...cells.values(), ...chains.flatMap((one) => one.cells.slice(1, -1))]
  const columns = Array.from({ length: Math.max(0, ...all.map((one) => one.column)) + 1 }, () => [] as Cell[])
  for (const one of all) columns[one.column]?.push(one)
  order(columns)
  settle(columns, gap)
  const top = Math.min(...all.map((one) => one.y - one.height / 2), 0)
  for (const one of all) one.y -= top
  const height = Math.max(0, ...all.map((one) => one.y + one.height / 2))
  return { spots: new Map([...cells].map(([id, one]) => [id, { column: one.column, y: one.y, height: one.height }])), routes: routes(chains, cells, band), height }
}

const cell = (key: string, column: number, height: number, real: boolean): Cell => ({ key, column, height, y: 0, before: [], after: [], rank: 0, real })

/** A line that skips columns runs through an empty cell in each, which keeps its way free. */
function chain(from: Cell, to: Cell, line: Line): Cell[] {
  const way = [from]
  const step = to.column >= from.column ? 1 : -1
  for (let column = from.column + step; column !== to.column && from.column !== to.column; column += step) way.push(cell(`${line.from} ${line.to} ${column}`, column, 14, false))
  way.push(to)
  way.forEach((one, n) => {
    const next = way[n + 1]
    if (!next) return
    one.after.push(next)
    next.before.push(one)
  })
  return way
}

const mean = (cells: Cell[], value: (one: Cell) => number): number => cells.reduce((sum, one) => sum + value(one), 0) / cells.length

function order(columns: Cell[][]): void {
  const number = (column: Cell[]): void => column.forEach((one, n) => { one.rank = n })
  columns.forEach(number)
  let best = crossings(columns)
  let kept = columns.map((column) => [...column])
  for (let sweep = 0; sweep < SWEEPS && best > 0; sweep++) {
    const right = sweep % 2 === 0
    for (const column of right ? columns : [...columns].reverse()) {
      const key = new Map(column.map((one) => {
        const near = right ? one.before : one.after
        return [one, near.length ? mean(near, (other) => other.rank) : one.rank]
      }))
      column.sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0))
      number(column)
    }
    const now = crossings(columns)
    if (now < best) {
      best = now
      kept = columns.map((column) => [...column])
    }
  }
  kept.forEach((column, n) => {
    columns[n] = column
    number(column)
  })
}

/** How many pairs of lines cross between neighbouring columns, counted by insertion into a Fenwick tree. */
export function crossings(columns: Cell[][]): number {
  let count = 0
  for (const column of columns) {
    const ends = column.flatMap((one) => one.after.map((other) => other.rank).sort((a, b) => a - b))
    const size = Math.max(0, ...ends) + 2
    const tree = new Array<number>(size + 1).fill(0)
    ends.forEach((end, n) => {
      let below = 0
      for (let i = end + 1; i > 0; i -= i & -i) below += tree[i] ?? 0
      count += n - below
      for (let i = end + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + 1
    })
  }
  return count
}

/** A line between two cells that have no other on that side wants to be straight: it pulls hardest. */
const pull = (from: Cell, to: Cell): number => (from.after.length === 1 && to.before.length === 1 ? 12 : 1 / Math.max(from.after.length, to.before.length))

function wish(one: Cell, before: boolean, after: boolean): number {
  let [sum, weight] = [0, 0]
  for (const other of before ? one.before : []) {
    sum += pull(other, one) * other.y
    weight += pull(other, one)
  }
  for (const other of after ? one.after : []) {
    sum += pull(one, other) * other.y
    weight += pull(one, other)
  }
  return weight > 0 ? sum / weight : one.y
}

/** Pulls every cell to the middle of its neighbours, in order and a gap apart: least squares by pooling neighbours. */
function settle(columns: Cell[][], gap: number): void {
  for (const column of columns) spread(column, column.map((_, n) => n * 90), gap)
  const most = rounds(columns.reduce((sum, column) => sum + column.length, 0))
  for (let round = 0; round < most; round++) {
    const right = round % 2 === 0
    const early = round < 6
    for (const column of right ? columns : [...columns].reverse()) spread(column, column.map((one) => wish(one, !early || right, !early || !right)), gap)
  }
}

function spread(column: Cell[], wanted: number[], gap: number): void {
  let along = 0
  const offsets = column.map((one, n) => {
    const last = column[n - 1]
    if (last) along += (last.height + one.height) / 2 + (last.real && one.real ? gap : gap / 2)
    return along
  })
  const pools: { sum: number; count: number }[] = []
  wanted.forEach((y, n) => {
    pools.push({ sum: y - (offsets[n] ?? 0), count: 1 })
    for (;;) {
      const [a, b] = [pools[pools.length - 2], pools[pools.length - 1]]
      if (!a || !b || a.sum / a.count <= b.sum / b.count) break
      pools.splice(-2, 2, { sum: a.sum + b.sum, count: a.count + b.count })
    }
  })
  let n = 0
  for (const pool of pools) for (let i = 0; i < pool.count; i++, n++) {
    const one = column[n]
    if (one) one.y = pool.sum / pool.count + (offsets[n] ?? 0)
  }
}

function routes(chains: { line: Line; cells: Cell[] }[], cells: Map<string, Cell>, band: number): Route[] {
  const total = (side: 'from' | 'to'): Map<string, number> => {
    const sums = new Map<string, number>()
    for (const { line } of chains) sums.set(line[side], (sums.get(line[side]) ?? 0) + line.weight)
    return sums
  }
  const heaviest = Math.max(0, ...total('from').values(), ...total('to').values())
  const scale = heaviest > 0 ? band / heaviest : 0
  const made = chains.map(({ line, cells: way }): Route => ({
    line, points: way.map((one) => ({ column: one.column, y: one.y })), width: Math.max(2.5, line.weight * scale), offsetFrom: 0, offsetTo: 0,
  }))
  stack(made, cells, 'from')
  stack(made, cells, 'to')
  return made
}

/** Lines leave a box side by side in the order of where they go, together no taller than the box allows. */
function stack(made: Route[], cells: Map<string, Cell>, side: 'from' | 'to'): void {
  const groups = new Map<string, Route[]>()
  for (const route of made) groups.set(route.line[side], [...(groups.get(route.line[side]) ?? []), route])
  for (const [id, group] of groups) {
    const near = (route: Route): number => (side === 'from' ? route.points[1] : route.points[route.points.length - 2])?.y ?? 0
    group.sort((a, b) => near(a) - near(b))
    const sum = group.reduce((all, route) => all + route.width, 0)
    const room = Math.max(8, (cells.get(id)?.height ?? 60) - 22)
    const shrink = Math.min(1, room / sum)
    let y = (-sum * shrink) / 2
    for (const route of group) {
      const offset = y + (route.width * shrink) / 2
      if (side === 'from') route.offsetFrom = offset
      else route.offsetTo = offset
      y += route.width * shrink
    }
  }
}
