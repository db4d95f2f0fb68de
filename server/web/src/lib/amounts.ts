// Exact decimal strings, as the server keeps them: no float ever holds an amount, a price or a temperature.
import { figures, grouped } from './written'

export * from './written'

const DECIMAL = /^-?\d+(\.\d+)?$/
const PLACES = 9n
const ONE = 10n ** PLACES

/** The number as billionths; null when it is no decimal of at most nine places. */
export function billionths(text: string): bigint | null {
  if (!DECIMAL.test(text)) return null
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  if (fraction.length > Number(PLACES)) return null
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(Number(PLACES), '0'))
  return negative ? -value : value
}

/** The shortest decimal of a number of billionths. */
export function shortest(value: bigint): string {
  const size = value < 0n ? -value : value
  const fraction = (size % ONE).toString().padStart(Number(PLACES), '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / ONE}${fraction ? `.${fraction}` : ''}`
}

const both = (a: string, b: string): [bigint, bigint] => [billionths(a) ?? 0n, billionths(b) ?? 0n]
export const plus = (a: string, b: string): string => { const [x, y] = both(a, b); return shortest(x + y) }
export const minus = (a: string, b: string): string => { const [x, y] = both(a, b); return shortest(x - y) }
export const compare = (a: string, b: string): number => { const [x, y] = both(a, b); return x < y ? -1 : x > y ? 1 : 0 }

const MASS: Record<string, bigint> = { mg: 1n, g: 1000n, 两: 50_000n, 斤: 500_000n, kg: 1_000_000n, t: 1_000_000_000n }
const VOLUME: Record<string, bigint> = { ml: 1n, l: 1000n }

/** The same mass or volume in another unit; null for units of different kinds (kg and l, say). */
export function convert(amount: string, from: string, to: string): string | null {
  if (from === to) return amount
  const value = billionths(amount)
  const kind = from in MASS ? MASS : VOLUME
  const [a, b] = [kind[from], kind[to]]
  if (value === null || a === undefined || b === undefined) return null
  return shortest((value * a) / b)
}

/** The unit in which stock of the same kind is told: kg, l or piece. */
export const stockUnit = (unit: string): string => (unit in MASS ? 'kg' : unit in VOLUME ? 'l' : 'piece')

/** Kilograms as a number, for drawing only: 0 for what has no mass. */
export function kilograms(amount: string | null | undefined, unit: string | null | undefined): number {
  if (!amount || !unit) return 0
  const scale = unit === 'l' ? 'kg' : unit === 'ml' ? 'g' : unit
  return Number(convert(amount, scale, 'kg') ?? 0)
}

/** At most one decimal for a drawing (three below ten), "≈" before what was rounded: "113.98221" is "≈114". */
export function rough(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.')
  if (fraction.length < 3 || (fraction.length === 3 && whole.length === 1)) return figures(amount)
  const tenths = ((billionths(amount) ?? 0n) + ONE / 20n) / (ONE / 10n)
  return tenths === 0n ? figures(amount) : `≈${figures(shortest(tenths * (ONE / 10n)))}`
}

/** "12.50" as "¥12.50": money keeps its two places. */
export function yuan(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.')
  return `¥${grouped(whole)}.${fraction.padEnd(2, '0')}`
}

/** 1,234,567 bytes as "1.2 MB". */
export function bytes(count: number): string {
  return count < 1e6 ? `${Math.max(1, Math.round(count / 1e3))} kB` : `${(count / 1e6).toFixed(1)} MB`
}
