// GS1 element strings taken apart: as a symbol carries them, and in brackets as people read them. Pure.
import { together } from './associations'
import { check, type Code, SETS } from './checks'
import { type Identifier, identifier, leading } from './identifiers'

/** One AI with its value; `at` is where the value stands in the text that was read. */
export interface Element { ai: string; value: string; at: number }
export type FaultCode = Code | 'nothing' | 'unknown_ai' | 'brackets' | 'needs' | 'excluded' | 'repeated' | 'no_key' | 'order' | 'address' | 'unknown'
/** What is wrong, at which character of the text, and with which AI; `others` are those it needs or cannot stand with. */
export interface Fault { code: FaultCode; at: number; ai?: string; others?: string[] }
/** The elements that could be told apart, and every fault. Without faults the message is good. */
export interface Message { elements: Element[]; faults: Fault[] }

/** FNC1 between elements, as scanners send it: the group separator. */
export const SEPARATOR = '\u001d'

/** What is wrong with one value: each part takes its length from the front, and what is left over is too much. */
export function valueFault(known: Identifier, value: string): { code: Code; at: number } | null {
  if (value === '') return { code: 'empty', at: 0 }
  let at = 0
  for (const part of known.parts) {
    const taken = value.slice(at, at + part.most)
    if (taken === '' && part.optional) break
    const wrong = check(SETS[part.set], taken) ?? (taken.length < part.least ? { code: 'length' as const, at: taken.length } : null)
    if (wrong) return { code: wrong.code, at: at + wrong.at }
    for (const name of part.checks) {
      const inside = check(name, taken)
      if (inside) return { code: inside.code, at: at + inside.at }
    }
    at += taken.length
  }
  return at < value.length ? { code: 'length', at } : null
}

export const elementFault = (element: Element): Fault | null => {
  const known = identifier(element.ai)
  if (!known) return { code: 'unknown_ai', at: element.at, ai: element.ai }
  const wrong = valueFault(known, element.value)
  return wrong ? { code: wrong.code, at: element.at + wrong.at, ai: element.ai } : null
}

/** A message of these elements: every value's faults, and if there are none, those of the elements together. */
export function message(elements: Element[]): Message {
  const own = elements.map(elementFault).filter((fault) => fault !== null)
  return { elements, faults: own.length ? own : elements.length ? together(elements) : [{ code: 'nothing', at: 0 }] }
}

/** The elements of a symbol. `from` is where they begin in the text. */
export function unbracketed(text: string, from = 0, separator = SEPARATOR): Message {
  const elements: Element[] = []
  let at = from
  while (at < text.length) {
    const known = leading(text.slice(at, at + 4))
    if (!known) return { elements, faults: [...elements.map(elementFault).filter((fault) => fault !== null), { code: 'unknown_ai', at }] }
    const start = at + known.ai.length
    const end = text.indexOf(separator, start) < 0 ? text.length : text.indexOf(separator, start)
    const length = known.fixed ? known.parts.reduce((sum, part) => sum + part.most, 0) : end - start
    const value = text.slice(start, Math.min(start + length, end))
    elements.push({ ai: known.ai, value, at: start })
    at = start + value.length
    if (text[at] === separator) at += 1
  }
  return message(elements)
}

/** The elements of text in brackets, "(01)…(10)…"; a bracket inside a value is written with a backslash before it. */
export function bracketed(text: string): Message {
  const elements: Element[] = []
  const one = /\((\d{2,4})\)((?:\\\(|[^(])*)/y
  while (one.lastIndex < text.length) {
    const from = one.lastIndex
    const found = one.exec(text)
    if (!found) return { elements, faults: [{ code: 'brackets', at: from }] }
    const [, ai = '', value = ''] = found
    elements.push({ ai, value: value.replaceAll('\\(', '('), at: from + ai.length + 2 })
  }
  return message(elements)
}

/** The elements as a symbol carries them, with a separator only where one has to be. */
export function elementString(elements: Element[], separator = SEPARATOR): string {
  return elements
    .map(({ ai, value }, n) => `${ai}${value}${n < elements.length - 1 && !identifier(ai)?.fixed ? separator : ''}`)
    .join('')
}
export const inBrackets = (elements: Element[]): string => elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('')
