// From the server's nodes and links to what is drawn: columns, folds, tones and words. Pure.
import { kilograms } from '../lib/amounts'
import type { Stage, TraceLink, TraceNode } from '../lib/types'

export type Mode = 'upstream' | 'downstream' | 'recall'
export type Tone = 'foc' | 'src' | 'hit' | 'stop' | 'on' | 'clr' | 'lost'
export const STAGES = ['farm', 'processor', 'wholesale', 'delivery', 'kitchen', 'served'] as const
export type Column = (typeof STAGES)[number]
/** Above this many nodes a column folds. */
export const FOLD = 12

export interface Item { id: string; column: number; tone: Tone; node: TraceNode | null; folded: TraceNode[]; weight: number }
export interface Flow { parent: string; child: string; kg: number; tone: Tone; links: TraceLink[] }
export interface Chart { columns: { stage: Column; first: string | null; last: string | null }[]; items: Item[]; flows: Flow[] }

const stageIndex = (stage: Stage): number => (stage === 'sample' ? 5 : STAGES.indexOf(stage as Column))

/** The ancestors (or descendants) of a batch among the links, itself among them; ends on any graph. */
export function reach(root: string, links: TraceLink[], up: boolean): Set<string> {
  const next = new Map<string, string[]>()
  for (const link of links) {
    const [from, to] = up ? [link.child, link.parent] : [link.parent, link.child]
    next.set(from, [...(next.get(from) ?? []), to])
  }
  const seen = new Set([root])
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other)
  return seen
}

/** What is drawn on the way to and from one node: itself, all before it and all after it. */
export function way(id: string, flows: Flow[]): Set<string> {
  const walk = (up: boolean): Set<string> => {
    const seen = new Set([id])
    for (const one of seen) for (const flow of flows) if ((up ? flow.child : flow.parent) === one) seen.add(up ? flow.parent : flow.child)
    return seen
  }
  return new Set([...walk(true), ...walk(false)])
}

/** A rank for every node so that a link runs to the right: its stage, pushed right where a link would run back. */
export function ranks(nodes: TraceNode[], every: TraceLink[]): Map<string, number> {
  const links = every.filter(step)
  const rank = new Map(nodes.map((node) => [node.id, stageIndex(node.stage) * 100]))
  const parents = new Map<string, string[]>()
  for (const link of links) parents.set(link.child, [...(parents.get(link.child) ?? []), link.parent])
  const children = new Map<string, string[]>()
  for (const link of links) children.set(link.parent, [...(children.get(link.parent) ?? []), link.child])
  for (const node of nodes) {
    if (stageIndex(node.stage) >= 0) continue // what no stage is known of stands just before what came of it
    const after = (children.get(node.id) ?? []).map((id) => rank.get(id) ?? 0).filter((one) => one >= 0)
    rank.set(node.id, after.length ? Math.max(0, Math.min(...after) - 100) : 0)
  }
  const state = new Map<string, 1 | 2>()
  const settle = (start: string): void => {
    const stack = [start]
    while (stack.length) {
      const id = stack[stack.length - 1] ?? ''
      const waiting = state.get(id) ? [] : (parents.get(id) ?? []).filter((one) => rank.has(one) && !state.get(one))
      if (!state.get(id)) state.set(id, 1)
      if (waiting.length) {
        stack.push(...waiting)
        continue
      }
      stack.pop()
      if (state.get(id) === 2) continue
      state.set(id, 2)
      const before = (parents.get(id) ?? []).filter((one) => state.get(one) === 2 && one !== id).map((one) => rank.get(one) ?? -1)
      const own = rank.get(id) ?? 0
      const most = Math.max(-1, ...before)
      rank.set(id, most >= own ? most + 1 : own)
    }
  }
  for (const node of nodes) if (!state.get(node.id)) settle(node.id)
  return rank
}

/** A dispatch that arrived is drawn as one line from the pot to the other campus: its own node says nothing more. */
export function contract(root: string, nodes: TraceNode[], links: TraceLink[]): { nodes: TraceNode[]; links: TraceLink[] } {
  const gone = new Map<string, TraceLink>()
  for (const node of nodes) {
    if (node.kind !== 'dispatched' || node.id === root) continue
    const [into, on] = [links.filter((link) => link.child === node.id), links.filter((link) => link.parent === node.id)]
    if (into.length === 1 && on.length === 1 && into[0]) gone.set(node.id, into[0])
  }
  const firm = (link: TraceLink): TraceLink => {
    const before = gone.get(link.parent)
    return before ? { ...link, parent: before.parent, evidence: link.evidence === 'inferred' ? link.evidence : before.evidence } : link
  }
  return { nodes: nodes.filter((node) => !gone.has(node.id)), links: links.filter((link) => !gone.has(link.child)).map(firm) }
}

/** Two spellings of one lot stand beside each other: such a link is no step of the way. */
const step = (link: TraceLink): boolean => link.kind !== 'same'

export function toneOf(node: TraceNode, root: string, above: Set<string>, mode: Mode): Tone {
  if (node.id === root) return 'foc'
  if (node.state === 'rejected' || node.state === 'disposed') return 'clr'
  if (node.kind === 'unresolved') return 'lost'
  if (above.has(node.id)) return 'src'
  if (node.stoppable) return 'stop'
  return mode === 'recall' && node.kind !== 'sample' ? 'hit' : 'on'
}

const heavy = (node: TraceNode): number => kilograms(node.amount, node.unit) || node.portions || 0

/** Which nodes of a crowded column stay: the one asked about, what can be stopped, then the heaviest. */
function keep(members: TraceNode[], root: string, shown: Set<string>, fed: (id: string) => string[]): Set<string> {
  const rate = (node: TraceNode): number => (node.id === root ? 4 : fed(node.id).some((id) => shown.has(id)) ? 2 : 0) + (node.stoppable || node.kind === 'unresolved' ? 1 : 0)
  const order = [...members].sort((a, b) => rate(b) - rate(a) || heavy(b) - heavy(a))
  return new Set(order.slice(0, FOLD - 1).map((node) => node.id))
}

export const foldId = (column: number): string => `fold:${column}`

export function chart(root: string, all: TraceNode[], every: TraceLink[], mode: Mode, unfolded: Set<string>): Chart {
  const { nodes, links } = contract(root, all, every)
  const rank = ranks(nodes, links)
  const known = new Set(nodes.map((node) => node.id))
  const stages = new Set([...rank.values()].map((one) => Math.floor(one / 100)))
  const from = mode === 'downstream' ? Math.min(...stages) : 0
  const to = mode === 'upstream' ? Math.max(...stages) : 5
  for (let stage = from; stage <= to; stage++) stages.add(stage)
  const slots = [...new Set([...rank.values(), ...[...stages].filter((stage) => ![...rank.values()].some((one) => Math.floor(one / 100) === stage)).map((stage) => stage * 100)])].sort((a, b) => a - b)
  const column = new Map(slots.map((slot, n) => [slot, n]))
  const above = reach(root, links, true)
  const columnOf = (id: string): number => column.get(rank.get(id) ?? 0) ?? 0
  const parents = new Map<string, string[]>()
  for (const link of links) parents.set(link.child, [...(parents.get(link.child) ?? []), link.parent])

  const place = new Map<string, string>()
  const items: Item[] = []
  const shown = new Set<string>()
  slots.forEach((_, n) => {
    const members = nodes.filter((node) => columnOf(node.id) === n)
    const folds = members.length > FOLD && !unfolded.has(foldId(n))
    const stay = folds ? keep(members, root, shown, (id) => parents.get(id) ?? []) : null
    const folded = members.filter((node) => stay && !stay.has(node.id))
    for (const node of members) {
      const visible = !stay || stay.has(node.id)
      place.set(node.id, visible ? node.id : foldId(n))
      if (!visible) continue
      shown.add(node.id)
      items.push({ id: node.id, column: n, tone: toneOf(node, root, above, mode), node, folded: [], weight: heavy(node) })
    }
    if (folded.length) {
      const tones = folded.map((node) => toneOf(node, root, above, mode))
      const tone = tones.every((one) => one === tones[0]) ? (tones[0] ?? 'on') : tones.includes('hit') ? 'hit' : 'on'
      items.push({ id: foldId(n), column: n, tone, node: null, folded, weight: folded.reduce((sum, node) => sum + heavy(node), 0) })
    }
  })
  return { columns: heads(slots, nodes, columnOf), items, flows: flows(links.filter((link) => known.has(link.parent) && known.has(link.child)), place, items) }
}

function heads(slots: number[], nodes: TraceNode[], columnOf: (id: string) => number): Chart['columns'] {
  return slots.map((slot, n) => {
    const days = nodes.filter((node) => columnOf(node.id) === n && node.at).map((node) => node.at ?? '').sort()
    return { stage: STAGES[Math.max(0, Math.min(5, Math.floor(slot / 100)))] ?? 'served', first: days[0] ?? null, last: days[days.length - 1] ?? null }
  })
}

function flows(links: TraceLink[], place: Map<string, string>, items: Item[]): Flow[] {
  const tone = new Map(items.map((item) => [item.id, item.tone]))
  const all = new Map<string, Flow>()
  for (const link of links) {
    const [parent, child] = [place.get(link.parent) ?? '', place.get(link.child) ?? '']
    if (!parent || !child || parent === child) continue
    const flow = all.get(`${parent} ${child}`) ?? { parent, child, kg: 0, tone: flowTone(tone.get(parent), tone.get(child)), links: [] }
    flow.kg += kilograms(link.amount, link.unit)
    flow.links.push(link)
    all.set(`${parent} ${child}`, flow)
  }
  return [...all.values()]
}

function flowTone(parent: Tone | undefined, child: Tone | undefined): Tone {
  if (parent === 'lost') return 'lost'
  if (parent === 'src' || child === 'src') return 'src'
  return child === 'foc' ? 'src' : (child ?? 'on')
}
