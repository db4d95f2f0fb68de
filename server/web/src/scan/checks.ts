// What the content of a value is checked for, beyond its characters and length. Pure; names as in the table of AIs.
// Source of the rules: GS1 General Specifications and the linters of the GS1 Barcode Syntax Dictionary.
import { COUNTRIES, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGES } from './codes'
import { couponFault, couponOfferFault } from './coupons'

export type Code = 'characters' | 'length' | 'empty' | 'check_digit' | 'date' | 'time' | 'not_listed' | 'out_of_range' | 'coupon'
/** What is wrong in a value, and at which of its characters. */
export interface Wrong { code: Code; at: number }
type Rule = (value: string) => Wrong | null

const wrong = (code: Code, at = 0): Wrong => ({ code, at })
/** The first character that is none of these, given as the inside of a character class. */
const only = (characters: string): Rule => {
  const other = new RegExp(`[^${characters}]`)
  return (value) => {
    const at = value.search(other)
    return at < 0 ? null : wrong('characters', at)
  }
}
const digits = only('0-9')
/** GS1's set of 82 characters in the order of its check characters. */
const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const set82 = only('!"%-?A-Z_a-z')
const set39 = only('#\\-/0-9A-Z')

function set64(value: string): Wrong | null {
  const body = value.replace(/={1,2}$/, '')
  return only('A-Za-z0-9_\\-')(body.replace(/=+$/, '')) ?? (body.endsWith('=') || (body !== value && value.length % 3 !== 0) ? wrong('length', body.length) : null)
}

/** The check digit that belongs at the end of these digits: weights 3, 1, 3 … from the right. */
export function checkDigit(body: string): string {
  const sum = [...body].reverse().reduce((all, digit, n) => all + Number(digit) * (n % 2 ? 1 : 3), 0)
  return String((10 - (sum % 10)) % 10)
}
const csum: Rule = (value) => digits(value) ?? (value !== '' && checkDigit(value.slice(0, -1)) === value.at(-1) ? null : wrong('check_digit', Math.max(0, value.length - 1)))

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime)) found.push(n)
  return found
}
/** Two check characters: GS1 General Specifications, 7.9.5 (Global Model Number). */
function csumalpha(value: string): Wrong | null {
  const body = value.slice(0, -2)
  if (value.length < 2 || value.length > 99) return wrong('length', value.length)
  const odd = set82(body)
  if (odd) return odd
  const weights = primes(body.length)
  const sum = [...body].reverse().reduce((all, char, n) => all + SET_82.indexOf(char) * (weights[n] ?? 0), 0) % 1021
  const set32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return `${set32[sum >> 5]}${set32[sum & 31]}` === value.slice(-2) ? null : wrong('check_digit', body.length)
}

/** A day with a year of `years` digits; `open` allows day 00, for a whole month. */
const date = (years: 2 | 4, open: boolean): Rule => (value) => {
  if (value.length !== years + 4) return wrong('length', Math.min(value.length, years + 4))
  const [year, month, day] = [Number(value.slice(0, years)), Number(value.slice(years, years + 2)), Number(value.slice(-2))]
  const odd = digits(value)
  if (odd) return odd
  if (month < 1 || month > 12) return wrong('date', years)
  // Of the years that two digits can mean, 1951 to 2050, every fourth is a leap year, 2000 too.
  const last = new Date(Date.UTC(years === 2 ? 2000 + year : year, month, 0)).getUTCDate()
  return day > last || (day === 0 && !open) ? wrong('date', years + 2) : null
}
/** Two digits each, up to these figures: hours, minutes, seconds. */
const clock = (...most: number[]): Rule => (value) => {
  if (value.length !== most.length * 2) return wrong('length', Math.min(value.length, most.length * 2))
  const bad = most.findIndex((figure, n) => Number(value.slice(n * 2, n * 2 + 2)) > figure)
  return digits(value) ?? (bad < 0 ? null : wrong('time', bad * 2))
}

const listed = (codes: ReadonlySet<string>): Rule => (value) => (codes.has(value) ? null : wrong('not_listed'))
const shaped = (shape: RegExp): Rule => (value) => (shape.test(value) ? null : wrong('out_of_range'))
const degrees = (most: number): Rule => (value) => digits(value) ?? (value.length !== 10 ? wrong('length', Math.min(10, value.length)) : Number(value) > most ? wrong('out_of_range') : null)

function pieceoftotal(value: string): Wrong | null {
  const half = value.length / 2
  const odd = digits(value)
  if (odd) return odd
  if (value === '' || value.length % 2) return wrong('length', value.length)
  const [piece, total] = [BigInt(value.slice(0, half)), BigInt(value.slice(half))]
  return piece === 0n || piece > total ? wrong('out_of_range') : null
}
function posinseqslash(value: string): Wrong | null {
  const [, position, end] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(value) ?? []
  return position && end && BigInt(position) <= BigInt(end) ? null : wrong('out_of_range')
}
/** ISO 13616: country, two check digits, account; digits of the whole modulo 97 leave 1. */
function iban(value: string): Wrong | null {
  if (value.length <= 10 || value.length > 34) return wrong('length', value.length)
  if (!COUNTRIES.has(value.slice(0, 2))) return wrong('not_listed')
  const odd = only('0-9A-Z')(value)
  if (odd) return odd
  const turned = [...value.slice(4), ...value.slice(0, 4)].map((char) => String(Number.parseInt(char, 36))).join('')
  return BigInt(turned) % 97n === 1n ? null : wrong('check_digit', 2)
}

const CHECKS = {
  csetnumeric: digits,
  cset82: set82,
  cset39: set39,
  cset64: set64,
  csum,
  csumalpha,
  yymmdd: date(2, false),
  yymmd0: date(2, true),
  yyyymmdd: date(4, false),
  yyyymmd0: date(4, true),
  hh: clock(23),
  mi: clock(59),
  ss: clock(59),
  hhmi: clock(23, 59),
  iso3166: listed(COUNTRY_NUMBERS),
  iso3166999: (value) => (value === '999' ? null : listed(COUNTRY_NUMBERS)(value)),
  iso3166alpha2: listed(COUNTRIES),
  iso4217: listed(CURRENCY_NUMBERS),
  iso5218: shaped(/^[0129]$/),
  mediatype: shaped(/^(0[1-9]|10|[89]\d)$/),
  packagetype: listed(PACKAGES),
  importeridx: (value) => (value.length === 1 ? only('A-Za-z0-9_\\-')(value) : wrong('length', Math.min(1, value.length))),
  latitude: degrees(1_800_000_000),
  longitude: degrees(3_600_000_000),
  nonzero: (value) => digits(value) ?? (/[1-9]/.test(value) ? null : wrong('out_of_range')),
  nozeroprefix: (value) => digits(value) ?? (/^0./.test(value) ? wrong('out_of_range') : null),
  zero: shaped(/^0+$/),
  hasnondigit: shaped(/\D/),
  hyphen: shaped(/^-+$/),
  winding: shaped(/^[019]$/),
  yesno: shaped(/^[01]$/),
  pcenc: (value) => {
    const at = value.search(/%(?![0-9A-Fa-f]{2})/)
    return at < 0 ? null : wrong('characters', at)
  },
  pieceoftotal,
  posinseqslash,
  iban,
  couponcode: couponFault,
  couponposoffer: couponOfferFault,
} satisfies Record<string, Rule>

export type Check = keyof typeof CHECKS
export const isCheck = (name: string): name is Check => Object.hasOwn(CHECKS, name)
/** What is wrong with a value by one check, or null. */
export const check = (name: Check, value: string): Wrong | null => (CHECKS[name] as Rule)(value)
export const SETS = { N: 'csetnumeric', X: 'cset82', Y: 'cset39', Z: 'cset64' } as const
