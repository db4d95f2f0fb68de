// What the batch page asks of the server for each of its three views.
import { get, query } from '../lib/http'
import type { Batch, Recall, Trace, TraceLink, TraceNode } from '../lib/types'
import type { Mode } from './chart'

export interface View { batch: Batch; nodes: TraceNode[]; links: TraceLink[]; total: number; next: string | null; recall: Recall | null }

export const isMode = (text: string | null): Mode => (text === 'downstream' || text === 'recall' ? text : 'upstream')

const path = (id: string, end = ''): string => `/api/batches/${encodeURIComponent(id)}${end}`
const linkKey = (link: TraceLink): string => `${link.parent} ${link.child} ${link.kind} ${JSON.stringify(link.record)}`

/** Both lists without repeats; the later word on a node wins. */
export function merge(a: { nodes: TraceNode[]; links: TraceLink[] }, b: { nodes: TraceNode[]; links: TraceLink[] }): { nodes: TraceNode[]; links: TraceLink[] } {
  return {
    nodes: [...new Map([...a.nodes, ...b.nodes].map((node) => [node.id, node])).values()],
    links: [...new Map([...a.links, ...b.links].map((link) => [linkKey(link), link])).values()],
  }
}

export async function load(id: string, mode: Mode): Promise<View> {
  const batch = get<Batch>(path(id))
  if (mode === 'recall') {
    const [one, above, recall] = await Promise.all([batch, get<Trace>(path(id, '/trace?direction=upstream')), get<Recall>(path(id, '/recall'))])
    return { batch: one, ...merge(above, recall), total: above.nodes.length + recall.batches, next: null, recall }
  }
  const [one, trace] = await Promise.all([batch, get<Trace>(path(id, `/trace${query({ direction: mode })}`))])
  return { batch: one, nodes: trace.nodes, links: trace.links, total: trace.total, next: trace.next, recall: null }
}

export async function loadRest(view: View, mode: Mode): Promise<View> {
  const trace = await get<Trace>(path(view.batch.id, `/trace${query({ direction: mode, after: view.next })}`))
  return { ...view, ...merge(view, trace), next: trace.next }
}
