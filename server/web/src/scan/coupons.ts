// North American coupon codes in AI (8110) and positive offers in (8112): fields that tell their own lengths.
// Source: GS1 US, North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols.
import type { Wrong } from './checks'

/** Reads digits from the left; `failed` once something is missing or not allowed, at the place where it stood. */
class Reader {
  at = 0
  failed = false
  constructor(readonly text: string) {
    this.failed = /\D/.test(text)
    if (this.failed) this.at = text.search(/\D/)
  }
  get more(): boolean { return !this.failed && this.at < this.text.length }
  take(length: number): string {
    const taken = this.text.slice(this.at, this.at + length)
    if (taken.length < length) this.failed = true
    else if (!this.failed) this.at += length
    return taken
  }
  /** One digit out of these. */
  one(allowed: string): string {
    const digit = this.text[this.at] ?? ''
    if (digit === '' || !allowed.includes(digit)) this.failed = true
    else if (!this.failed) this.at += 1
    return digit
  }
  /** A length out of these digits, and as many digits more, `offset` added. */
  long(allowed: string, offset: number): void {
    const length = this.one(allowed)
    if (!this.failed) this.take(Number(length) + offset)
  }
  date(): void {
    const text = this.take(6)
    const last = new Date(Date.UTC(2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), 0)).getUTCDate()
    const [month, day] = [Number(text.slice(2, 4)), Number(text.slice(4))]
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= last)) this.failed = true
  }
  get fault(): Wrong | null { return this.failed ? { code: 'coupon', at: this.at } : null }
}

function purchase(reader: Reader): void {
  reader.long('12345', 0)
  reader.one('012349')
  reader.take(3)
}
/** A company's prefix, or 9 where it is the first one's. */
function company(reader: Reader): void {
  if (reader.text[reader.at] === '9') reader.take(1)
  else reader.long('0123456', 6)
}

/** The optional fields, by the digit that opens each; they come in rising order. */
const FIELDS: Record<string, (reader: Reader) => void> = {
  1: (reader) => { reader.one('0123'); purchase(reader); company(reader) },
  2: (reader) => { purchase(reader); company(reader) },
  3: (reader) => reader.date(),
  4: (reader) => reader.date(),
  5: (reader) => reader.long('0123456789', 6),
  6: (reader) => reader.long('1234567', 6),
  9: (reader) => { reader.one('01256'); reader.one('012'); reader.one('0123456789'); reader.one('01') },
}

export function couponFault(text: string): Wrong | null {
  const reader = new Reader(text)
  reader.long('0123456', 6)
  reader.take(6)
  reader.long('12345', 0)
  purchase(reader)
  let last = ''
  while (reader.more) {
    const next = reader.text[reader.at] ?? ''
    const field = FIELDS[next]
    if (!field || next <= last) return { code: 'coupon', at: reader.at }
    last = next
    reader.take(1)
    field(reader)
  }
  return reader.fault
}

export function couponOfferFault(text: string): Wrong | null {
  const reader = new Reader(text)
  reader.one('01')
  reader.long('0123456', 6)
  reader.take(6)
  reader.long('0123456789', 6)
  return reader.fault ?? (reader.more ? { code: 'coupon', at: reader.at } : null)
}
