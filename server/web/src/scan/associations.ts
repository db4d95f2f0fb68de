// Which elements belong together, exclude each other or may not stand twice with different values. Pure.
import type { Element, Fault } from './elements'
import { identifier, matches } from './identifiers'

/** Keys whose signature needs them with a serial: the value is longer than these digits alone. */
const WITHOUT_SERIAL: Record<string, number> = { 253: 13, 255: 13, 8003: 14 }

/** The faults of good elements as a whole message. */
export function together(elements: Element[]): Fault[] {
  const faults: Fault[] = []
  const ais = [...new Set(elements.map((one) => one.ai))]
  const first = new Map<string, Element>()
  for (const element of elements) {
    const { ai, at, value } = element
    const earlier = first.get(ai)
    if (earlier) {
      if (earlier.value !== value) faults.push({ code: 'repeated', at, ai })
      continue
    }
    first.set(ai, element)
    const known = identifier(ai)
    const barred = ais.filter((other) => other !== ai && known?.bars.some((pattern) => matches(other, pattern)))
    if (barred.length) faults.push({ code: 'excluded', at, ai, others: barred })
    const met = (group: string[]): boolean => group.every((pattern) => ais.some((other) => matches(other, pattern)))
    if (known?.needs.length && !known.needs.some(met)) faults.push({ code: 'needs', at, ai, others: known.needs.map((group) => group.join('+')) })
  }
  if (first.has('8030')) {
    for (const [ai, digits] of Object.entries(WITHOUT_SERIAL)) {
      const key = first.get(ai)
      if (key && key.value.length <= digits) faults.push({ code: 'needs', at: key.at, ai })
    }
  }
  return faults
}
