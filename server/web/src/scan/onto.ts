// Puts what a code says into a line of a delivery, and takes it out again. Pure but for the line it changes.
import type { DraftLine, Marks } from '../kitchen/draft'
import { read } from './reading'

/** Fills lot and dates from a scan and remembers what stood there before the first. What the code does not say stays:
 * a carton may say its lot in one code and its number in another. */
export function onto(line: DraftLine, text: string, today: Date): void {
  const { reading } = read(text, today)
  const { lot, production, expiry } = line
  const earlier = line.scan?.said
  const said: Marks = {
    lot: reading?.lot ?? earlier?.lot ?? '',
    production: reading?.production ?? earlier?.production ?? '',
    expiry: reading?.expiry ?? reading?.bestBefore ?? earlier?.expiry ?? '',
  }
  line.scan = { text, said, before: line.scan?.before ?? { lot, production, expiry } }
  line.lot = reading?.lot ?? lot
  line.production = reading?.production ?? production
  line.expiry = reading?.expiry ?? reading?.bestBefore ?? expiry
}

/** What stood there before the first scan stands there again. */
export function undo(line: DraftLine): void {
  if (line.scan) Object.assign(line, line.scan.before)
  line.scan = null
}
