// What stands on a node, in the reader's language; cut to the width it has.
import { figures, kilograms, quantity, rough, unitName } from '../lib/amounts'
import { i18n, name } from '../lib/i18n.svelte'
import { moment } from '../lib/times'
import type { TraceLink, TraceNode } from '../lib/types'

/** What a batch is called: a serving bears the code of its meal, everything else a name. */
export const called = (batch: { kind: string; name: string | null; name_en: string | null }): string =>
  (batch.kind === 'served' ? i18n.t.trace.mealNames[batch.name ?? ''] : undefined) ?? name(batch)

/** The diners that a serving went to; empty where none are named. */
export const dinersOf = (node: TraceNode): string => name({ name: node.group, name_en: node.group_en })

/** The two lines of a node: who or what, then how much. Where many ingredients meet, the ingredient goes first. */
export function words(node: TraceNode, focus: boolean, many = false): { title: string; under: string } {
  const t = i18n.t.trace
  const amount = node.amount === null ? '' : `${rough(node.amount)} ${unitName(node.unit ?? '', i18n.lang)}`
  const degrees = node.temperature === null ? '' : `${node.temperature.replace('-', '−')} °C`
  const left = node.stoppable && node.left !== null ? t.left(quantity(node.left, node.unit, i18n.lang)) : ''
  const join = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' · ')
  const thing = called(node)
  const party = node.party ? name(node.party) : ''
  switch (node.kind) {
    case 'outside': return { title: t.outside, under: join(amount, node.portions === null ? null : t.portions(figures(node.portions))) }
    case 'unresolved': return { title: thing || node.lot || t.lost, under: join(t.notOnRecord, amount) }
    case 'served': return { title: dinersOf(node) || thing, under: join(node.group ? (t.mealNames[node.meal ?? ''] ?? '') : '', node.portions === null ? amount : t.portions(figures(node.portions))) }
    case 'dish': return { title: thing, under: join(amount, degrees) || party }
    case 'sample': return { title: t.sample, under: join(amount, degrees) }
    case 'campus': if (many && !focus) return { title: thing || party, under: join(left || amount, degrees) }
      return focus ? { title: node.lot || party || thing, under: join(thing, left || amount) } : { title: party || thing, under: join(left || amount, degrees) || thing }
    case 'dispatched': return { title: party || thing, under: join(amount, degrees) }
    default: if (many && !focus) return { title: thing || party, under: join(amount, party) }
      return focus ? { title: node.lot || thing, under: join(thing, amount) } : { title: party || node.lot || thing, under: join(amount, party ? node.lot : null) || thing }
  }
}

/** Everything about a node in one sentence, for the ear and the tooltip. */
export function spokenNode(node: TraceNode): string {
  const t = i18n.t.trace
  const { title, under } = words(node, false)
  return [title, node.kind === 'outside' ? '' : called(node), node.lot, under, node.at ? moment(node.at) : '', stateOf(node)]
    .filter((part, n, all) => part && all.indexOf(part) === n)
    .join('，')
}

/** Whether the batches are of more than one ingredient, so that a school's or a farm's name alone says too little. */
export const manyKinds = (nodes: TraceNode[]): boolean => new Set(nodes.filter((node) => node.kind === 'campus').map((node) => node.name)).size > 1

/** What has become of it; stock that a recall can still stop says so. */
export function stateOf(node: TraceNode): string {
  const t = i18n.t.trace
  return node.stoppable ? t.legend.stop : (t.states[node.state] ?? node.state)
}

/** "38.2 kg (36.1 至 38.2) · 推算 · 加工" */
export function spokenLink(link: TraceLink): string {
  const t = i18n.t.trace
  return [amountOf(link), t.links[link.kind] ?? link.kind, t.evidence[link.evidence] ?? link.evidence, link.at ? moment(link.at) : ''].filter(Boolean).join(' · ')
}

export function amountOf(link: TraceLink): string {
  const exact = quantity(link.amount, link.unit, i18n.lang)
  const mixed = link.least !== null && link.greatest !== null && link.least !== link.greatest
  if (!mixed) return exact
  const range = i18n.t.trace.between(figures(link.least ?? ''), quantity(link.greatest, link.unit, i18n.lang))
  return link.amount === null ? range : `${exact} (${range})`
}

const wide = (text: string): number => [...text].reduce((sum, c) => sum + (/[ᄀ-￯]/.test(c) ? 1 : /[A-Z@%&mw]/.test(c) ? 0.72 : /[\s.,:·iIl|'()°-]/.test(c) ? 0.33 : 0.6), 0)

/** The text in at most `rows` lines of `width` px at `size` px, the last one cut with an ellipsis. */
export function lines(text: string, width: number, size: number, rows: number): string[] {
  const most = width / size
  if (wide(text) <= most) return [text]
  const words = /[一-鿿]/.test(text) ? [...text] : text.split(/(?<=[\s-])/).flatMap((word) => (wide(word) > most ? [...word] : [word]))
  const made: string[] = []
  let line = ''
  for (const word of words) {
    if (line && wide(line + word) > most) {
      made.push(line.trim())
      line = ''
      if (made.length === rows) break
    }
    line += word
  }
  if (made.length < rows) {
    made.push(line.trim())
    line = ''
  }
  const cut = made.join('').replaceAll(' ', '').length < text.replaceAll(' ', '').length
  return made.map((one, n) => (wide(one) > most || (cut && n === made.length - 1) ? shorten(one, most) : one))
}

function shorten(text: string, most: number): string {
  let kept = text
  while (kept && wide(`${kept}…`) > most) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

export const total = (nodes: TraceNode[]): number => nodes.reduce((sum, node) => sum + kilograms(node.amount, node.unit), 0)
