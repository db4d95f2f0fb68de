// What may be accepted as ordered in one go: nobody weighs it, and nothing that must be measured is left out.
import type { Threshold } from '../lib/types'
import { came, type DraftLine, isDone } from './draft'
import { settled } from './entry'
import { judge } from './limits'
import { asOrdered } from './load'

/** Ordered, untouched, and kept at room temperature, or measured and good. */
export function isAsOrdered(line: DraftLine, thresholds: Threshold[]): boolean {
  if (isDone(line) || !line.ordered || came(line) || line.look === 'poor') return false
  return line.ingredient.storage === 'ambient' || judge(line.ingredient.storage, settled(line.temperature), settled(line.label), thresholds).state === 'good'
}

/** Accepts lines with the order's own amounts, as not weighed. */
export function acceptAsOrdered(lines: DraftLine[]): void {
  for (const line of lines) {
    asOrdered(line)
    Object.assign(line, { outcome: 'accepted', rejected: '', reason: '' })
  }
}
