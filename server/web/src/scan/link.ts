// GS1 Digital Links, uncompressed: https://…/01/<GTIN>/10/<lot>?17=<expiry>. Pure.
// Source: GS1 Digital Link Standard: URI Syntax; keys and qualifiers as in the table of AIs.
import { type Element, type Fault, type Message, message } from './elements'
import { type Identifier, identifier } from './identifiers'

export const isLink = (text: string): boolean => /^(https?|HTTPS?):\/\//.test(text)

/** A part of the address, decoded; null where an escape means no character of an element. */
function decoded(text: string, query: boolean): string | null {
  const plain = query ? text.replaceAll('+', ' ') : text
  const value = plain.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return value.includes('\u0000') ? null : value
}

/** Whether these AIs may follow the key in the path, in this order. */
const fits = (key: Identifier, ais: string[]): boolean =>
  ais.length === 0 || (key.qualifiers ?? []).some((order) => {
    const places = ais.map((ai) => order.indexOf(ai))
    return places.every((place, n) => place >= 0 && (n === 0 || place > (places[n - 1] ?? -1)))
  })

/** Whether an AI of the query could have stood in the path with these. */
const belongsInPath = (key: Identifier, path: string[], ai: string): boolean =>
  (key.qualifiers ?? []).some((order) => order.includes(ai) && path.every((one) => order.includes(one)))

const fail = (code: Fault['code'], at: number, ai?: string): Message => ({ elements: [], faults: [ai === undefined ? { code, at } : { code, at, ai }] })

/** The segments of a path as pairs from the last primary key on, each with where its value begins. */
function pairs(path: string, from: number): Element[] | null {
  const segments: { text: string; at: number }[] = []
  let at = from
  for (const text of path.split('/')) {
    segments.push({ text, at })
    at += text.length + 1
  }
  const found: Element[] = []
  for (let n = segments.length - 2; n >= 0; n -= 2) {
    const [ai, value] = [segments[n]?.text ?? '', segments[n + 1]]
    const known = identifier(ai)
    if (!known || !value) return null
    found.unshift({ ai, value: value.text, at: value.at })
    if (known.qualifiers) return found
  }
  return null
}

/** The elements of a Digital Link: key and qualifiers from the path, attributes from the query, all else left out. */
export function readLink(text: string): Message {
  const odd = text.search(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/)
  if (odd >= 0) return fail('characters', odd)
  if (!isLink(text)) return fail('address', 0)
  const host = text.indexOf('//') + 2
  const rest = /[/?#]/.exec(text.slice(host))
  const start = rest ? host + rest.index : text.length
  if (start === host || !/^([A-Za-z0-9\-._]+|\[[0-9A-Fa-f:.]+\])(:\d*)?$/.test(text.slice(host, start))) return fail('address', host)
  const bare = text.split('#')[0] ?? ''
  const [path = '', query = ''] = [bare.slice(start).split('?')[0], bare.includes('?') ? bare.slice(bare.indexOf('?') + 1) : '']

  const inPath = pairs(path, start)
  const key = identifier(inPath?.[0]?.ai ?? '')
  if (!inPath || !key) return fail('no_key', start)
  const qualifiers = inPath.slice(1).map((one) => one.ai)
  if (!fits(key, qualifiers)) return fail('order', inPath[1]?.at ?? start)

  const elements: Element[] = []
  for (const one of inPath) {
    const value = decoded(one.value, false)
    if (value === null) return fail('characters', one.at, one.ai)
    elements.push({ ...one, value })
  }
  let at = bare.length - query.length
  for (const pair of query.split('&')) {
    const [name = '', ...rest] = pair.split('=')
    const value = decoded(rest.join('='), true)
    const from = at + name.length + 1
    at += pair.length + 1
    if (!/^\d+$/.test(name) || rest.length === 0) continue
    const known = identifier(name)
    if (!known) return fail('unknown_ai', from, name)
    if (value === null) return fail('characters', from, name)
    if (elements.some((one) => one.ai === name)) return fail('repeated', from, name)
    if (!known.inQuery || belongsInPath(key, qualifiers, name)) return fail('order', from, name)
    elements.push({ ai: name, value, at: from })
  }
  return message(elements)
}

const encoded = (value: string): string => encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** The Digital Link of a good message, or null where it has no key or holds what no link may carry. */
export function digitalLink(elements: Element[], stem = 'https://id.gs1.org'): string | null {
  const all = elements.filter((one, n) => elements.findIndex((other) => other.ai === one.ai) === n)
  const key = all.find((one) => identifier(one.ai)?.qualifiers)
  if (!key) return null
  const held = (order: string[]): string[] => order.filter((ai) => all.some((one) => one.ai === ai))
  const orders = identifier(key.ai)?.qualifiers ?? []
  const order = orders.reduce<string[]>((best, one) => (held(one).length > best.length ? held(one) : best), [])
  const path = [key, ...order.map((ai) => all.find((one) => one.ai === ai) ?? key)]
  const attributes = all.filter((one) => !path.includes(one))
  const query = [true, false].flatMap((fixed) => attributes.filter((one) => (identifier(one.ai)?.fixed ?? false) === fixed))
  if (query.some((one) => !identifier(one.ai)?.inQuery)) return null
  const search = query.map((one) => `${one.ai}=${encoded(one.value)}`).join('&')
  return `${stem}${path.map((one) => `/${one.ai}/${encoded(one.value)}`).join('')}${search ? `?${search}` : ''}`
}
