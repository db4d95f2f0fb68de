// What shop and platform scales say on their serial line, continuously or when their print key is pressed. Pure.
//
// | who                                | a line                                          |
// | Kern, Ohaus, CAS, T-Scale …        | ST,GS,+  12.34kg   US,NT,-   0.05 kg   OL,GS,+    |
// | A&D                                | ST,+00012.34  kg                                 |
// | Yaohua XK3190-A12E                 | WG004.139kg3D      WN…  (and wn012.34kg)          |
// | Yaohua XK3190, continuous format 0 | STX +001234 2 xor xor ETX (four digits, decimals) |
// | Mettler Toledo SICS                | S S     12.34 kg   S D …                          |
// | printed slips                      | Gross: 12.34 kg    净重 12.34kg                   |
// Left out on purpose: Yaohua's "=" frames, whose digits run backwards or forwards and do not say which.

/** unit: kg, 斤 or g; stable: at rest; net: a tare was already taken off on the scale itself. */
export interface Reading { amount: string; unit: 'kg' | '斤' | 'g'; stable: boolean; net: boolean }

const UNITS: Record<string, Reading['unit']> = { kg: 'kg', 公斤: 'kg', 千克: 'kg', g: 'g', 克: 'g', 斤: '斤', jin: '斤', 市斤: '斤' }
const WEIGHT = /^([+-]?)\s*(\d{1,7}(?:\.\d{1,4})?)\s*(kg|公斤|千克|市斤|斤|jin|克|g)$/i
const FRAME = /^([+-])(\d{6})([0-4])([0-9A-F])([0-9A-F])$/

const trimmed = (digits: string): string => digits.replace(/^0+(?=\d)/, '')

/** "12.34 kg" and its like; null for what is below zero, of another unit, or no weight at all. */
function weight(text: string, stable: boolean, net: boolean): Reading | null {
  const [, sign, digits, unit] = WEIGHT.exec(text.trim()) ?? []
  const known = unit && UNITS[unit.toLowerCase()]
  return sign === '-' || !digits || !known ? null : { amount: trimmed(digits), unit: known, stable, net }
}

/** One line of a scale, without what ends it; null where it is no weight on the scale (overload, tare, other words). */
export function reading(line: string): Reading | null {
  const text = line.replaceAll('\u0002', '').trim()
  const frame = FRAME.exec(text)
  if (frame) return framed(text, frame)
  const fields = text.split(',').map((field) => field.trim())
  const [state = '', kind = ''] = fields
  if (/^(ST|US)$/i.test(state)) return /^TR$/i.test(kind) ? null : weight(fields.at(-1) ?? '', /^ST$/i.test(state), /^NT$/i.test(kind))
  const sics = /^S ([SD]) (.+)$/.exec(text)
  if (sics) return weight(sics[2] ?? '', sics[1] === 'S', false)
  const yaohua = /^W([GN])(.+?kg)(?:[0-9A-F]{2})?$/i.exec(text)
  if (yaohua) return weight(yaohua[2] ?? '', true, yaohua[1]?.toUpperCase() === 'N')
  const printed = /^(gross|g\.?w\.?|g|毛重|net|n\.?w\.?|n|净重|weight|重量)?\s*[:：]?\s*(.+)$/i.exec(text)
  return weight(printed?.[2] ?? '', true, /^n|^净/i.test(printed?.[1] ?? ''))
}

/** Sign, six digits, where the point stands from the right, and the exclusive or of all these; always kilograms. */
function framed(text: string, [, sign, digits = '', places = '0', high = '', low = '']: string[]): Reading | null {
  const sum = [...text.slice(0, 8)].reduce((all, character) => all ^ character.charCodeAt(0), 0)
  if (sum !== parseInt(high + low, 16) || sign === '-') return null
  const at = 6 - Number(places)
  return { amount: trimmed(Number(places) ? `${digits.slice(0, at) || '0'}.${digits.slice(at)}` : digits), unit: 'kg', stable: true, net: false }
}

/** The whole lines of a stream so far, and what is not ended yet. Lines end with CR, LF or ETX. */
export function lines(kept: string, more: string): { lines: string[]; rest: string } {
  const parts = (kept + more).split(/[\r\n\u0003]+/)
  const rest = parts.pop() ?? ''
  return { lines: parts.filter((part) => part.trim()), rest: rest.length > 200 ? '' : rest }
}

/** What a scale that types like a keyboard has typed: a bare figure, or a line as above. No bar code is a weight. */
export function typedReading(text: string, unit: 'kg' | '斤'): Reading | null {
  if (/^\d{1,5}(\.\d{1,3})?$/.test(text.trim())) return { amount: trimmed(text.trim()), unit, stable: true, net: false }
  return reading(text)
}
