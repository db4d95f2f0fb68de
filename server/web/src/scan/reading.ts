// What a code says about the goods: from a scanner, a camera or typed text to lot, dates, weight and numbers. Pure.
import { checkDigit } from './checks'
import { bracketed, type Element, type Fault, type Message, SEPARATOR, unbracketed } from './elements'
import { isLink, readLink } from './link'

export interface Reading {
  form: 'elements' | 'link' | 'gtin' | 'label' | 'text'
  /** Fourteen digits, zeros before a shorter number. */
  gtin: string | null
  lot: string | null
  /** Days as YYYY-MM-DD. */
  production: string | null
  expiry: string | null
  bestBefore: string | null
  /** A decimal without rounding, for example 1.250. */
  netWeight: { amount: string; unit: 'kg' } | null
  serial: string | null
  sscc: string | null
  gln: string | null
  /** The batch that one of our own labels names. */
  batch: string | null
  /** What was read, where it is nothing we know. */
  text: string
  elements: Element[]
}
/** A reading, and what is wrong with it. Elements that are good by themselves are read even where others are missing:
 * a carton may carry its GTIN in another symbol. */
export interface Read { reading: Reading | null; faults: Fault[] }

/** GS1 General Specifications 7.12: two digits are the year from 49 back to 50 ahead of this one. Day 00 is the last of its month. */
export function isoDay(yymmdd: string, today: Date): string {
  const now = today.getFullYear()
  const [short, month, day] = [Number(yymmdd.slice(0, 2)), Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4, 6))]
  const ahead = short - (now % 100)
  const year = now - (now % 100) + short + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [String(year).padStart(4, '0'), yymmdd.slice(2, 4), String(day || last).padStart(2, '0')].join('-')
}

/** Digits with this many decimals, exactly as they stand: 001250 with 3 is 1.250. */
export function decimal(digits: string, places: number): string {
  const padded = digits.padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places).replace(/^0+(?=\d)/, '')
  return places ? `${whole}.${padded.slice(-places)}` : whole
}

const nothing: Omit<Reading, 'form' | 'text'> = {
  gtin: null, lot: null, production: null, expiry: null, bestBefore: null, netWeight: null, serial: null, sscc: null, gln: null, batch: null, elements: [],
}

function said(form: Reading['form'], text: string, elements: Element[], today: Date): Reading {
  const first = (...ais: string[]): string | null => ais.map((ai) => elements.find((one) => one.ai === ai)?.value).find((value) => value !== undefined) ?? null
  const day = (...ais: string[]): string | null => {
    const value = first(...ais)
    return value === null ? null : isoDay(value, today)
  }
  const weight = elements.find((one) => /^310\d$/.test(one.ai))
  return {
    form, text, elements,
    gtin: first('01', '02', '03'), lot: first('10'), serial: first('21'), sscc: first('00'), gln: first('416', '414', '412', '410', '411', '413', '415', '417'),
    production: day('11', '8008'), expiry: day('17', '7003'), bestBefore: day('15'),
    netWeight: weight ? { amount: decimal(weight.value, Number(weight.ai[3])), unit: 'kg' } : null,
    batch: null,
  }
}

const TOGETHER: readonly Fault['code'][] = ['needs', 'excluded']
const judged = (form: Reading['form'], text: string, { elements, faults }: Message, today: Date): Read => ({
  reading: elements.length && faults.every((fault) => TOGETHER.includes(fault.code)) ? said(form, text, elements, today) : null,
  faults,
})
const plain = (text: string): Read => ({ reading: { ...nothing, form: 'text', text }, faults: [] })
const failed = (code: Fault['code'], at: number): Read => ({ reading: null, faults: [{ code, at }] })

/** A GTIN of one of these lengths. */
function item(text: string, from: number, lengths: number[], today: Date): Read {
  const digits = text.slice(from)
  const odd = digits.search(/[^0-9]/)
  if (odd >= 0) return failed('characters', from + odd)
  if (!lengths.includes(digits.length)) return failed('length', text.length)
  if (checkDigit(digits.slice(0, -1)) !== digits.at(-1)) return failed('check_digit', text.length - 1)
  return { reading: said('gtin', text, [{ ai: '01', value: digits.padStart(14, '0'), at: from }], today), faults: [] }
}

/** A label that this system printed: the canteen's page with the batch behind the #, the batch's page, or urn:uuid:<batch>. */
function ownLabel(text: string): Read | null {
  const found = /^(?:urn:uuid:|https?:\/\/\S+\/app\/#\/trace\/|https?:\/\/[^\s#]+\/m\/[0-9A-Z]{8}#)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(text)
  return found ? { reading: { ...nothing, form: 'label', text, batch: (found[1] ?? '').toLowerCase() }, faults: [] } : null
}

/** EAN and UPC as scanners send them, with a composite component after a bar where there is one. */
function retail(text: string, kind: string, today: Date): Read {
  const [digits = '', component] = text.split('|')
  const read = item(digits, 3, kind === ']E4' ? [8] : [13], today)
  if (component === undefined || !read.reading) return read
  if (!component.startsWith(']e0')) return failed('unknown', digits.length + 1)
  const more = unbracketed(text, digits.length + 4)
  return judged('elements', text, { elements: [...read.reading.elements, ...more.elements], faults: more.faults }, today)
}

/** By the symbology identifier that scanners put in front (ISO/IEC 15424). */
function symbol(text: string, today: Date): Read {
  const kind = text.slice(0, 3)
  if (/^\](C1|d2|Q3|J1|e[0-2])$/.test(kind)) return judged('elements', text, unbracketed(text, 3), today)
  if (/^\]E[04]$/.test(kind)) return retail(text, kind, today)
  if (/^\]E3$/.test(kind)) return item(text.slice(0, 16), 3, [13], today) // two or five digits of an add-on follow
  if (kind === ']I1') return item(text, 3, [14], today)
  if (/^\](C0|d[0-6]|Q[0-6]|J0)$/.test(kind)) return loose(text, 3, today)
  return failed('unknown', 0)
}

/** What a symbol without GS1 structure holds: a link, a label of ours, or just text. */
function loose(text: string, from: number, today: Date): Read {
  const inner = text.slice(from)
  const label = ownLabel(inner)
  if (label) return label
  if (!isLink(inner)) return plain(inner)
  const { elements, faults } = readLink(inner)
  const shift = <T extends { at: number }>(one: T): T => ({ ...one, at: one.at + from })
  return judged('link', inner, { elements: elements.map(shift), faults: faults.map(shift) }, today)
}

/** Reads whatever a scanner sent or a person pasted. `today` settles the century of dates. */
export function read(scanned: string, today: Date): Read {
  const text = scanned.replace(/[\r\n]+$/, '')
  if (text === '') return failed('nothing', 0)
  if (text.startsWith(']')) return symbol(text, today)
  const label = ownLabel(text)
  if (label) return label
  if (isLink(text)) return loose(text, 0, today)
  if (text.startsWith('(')) return judged('elements', text, bracketed(text.replace(/\)\s+/g, ')').replace(/\s+\(/g, '(')), today)
  if (/^\d{8}$|^\d{12,14}$/.test(text)) return item(text, 0, [8, 12, 13, 14], today)
  const from = text.startsWith(SEPARATOR) ? 1 : 0
  const elements = unbracketed(text, from)
  if (from || text.includes(SEPARATOR) || elements.faults.length === 0 || /^0[12]\d{14}/.test(text)) return judged('elements', text, elements, today)
  return failed('unknown', 0)
}
