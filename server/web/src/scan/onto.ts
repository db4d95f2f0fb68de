// Puts what a code says into a line of a delivery, and takes it out again. Pure but for the line it changes.
import type { DraftLine, Marks } from '../kitchen/draft'
import { read } from './reading'

/** Fills lot and dates from a scan and remembers what stood there. What the code does not say stays: a carton may say its
 * lot in one code and its number in another. The same code again changes nothing that could be taken back. */
export function onto(line: DraftLine, text: string, today: Date): void {
  const { reading } = read(text, today)
  const earlier = line.scan?.text === text ? line.scan.earlier : (line.scan ?? null)
  const before = line.scan?.text === text ? line.scan.before : { lot: line.lot, production: line.production, expiry: line.expiry }
  const says = { lot: reading?.lot, production: reading?.production, expiry: reading?.expiry ?? reading?.bestBefore }
  const over = (other: Marks | undefined): Marks => ({
    lot: says.lot ?? other?.lot ?? '', production: says.production ?? other?.production ?? '', expiry: says.expiry ?? other?.expiry ?? '',
  })
  Object.assign(line, over(line))
  line.scan = { text, said: over(earlier?.said), before, earlier }
}

/** What stood there before the last scan stands there again. */
export function undo(line: DraftLine): void {
  const scan = line.scan
  if (!scan) return
  Object.assign(line, scan.before)
  line.scan = scan.earlier
}
