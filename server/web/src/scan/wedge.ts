// Scanners that type: a burst of keys, faster than any person's, that ends with Enter. Pure: the time of each key is given.

/** Two keys of a scanner are at most this many milliseconds apart; slow Bluetooth models need 30 to 50. */
const APART = 60
/** Shorter bursts are a person who rolls over the keys. */
const LEAST = 6

export interface Burst { text: string; last: number }
export const quiet: Burst = { text: '', last: Number.NEGATIVE_INFINITY }

/** A key at a time in milliseconds: the burst after it, and the whole scan once Enter (or Tab) ends one. Keys as in KeyboardEvent.key. */
export function key(burst: Burst, pressed: string, at: number, least = LEAST): { burst: Burst; scan: string | null } {
  const going = at - burst.last <= APART
  if (pressed === 'Enter' || pressed === 'Tab') return { burst: quiet, scan: going && burst.text.length >= least ? burst.text : null }
  const character = pressed === 'F8' ? '\u001d' : pressed // how common scanners send the group separator
  if (character.length !== 1) return { burst: ['Shift', 'Control', 'Alt', 'CapsLock'].includes(pressed) && going ? { ...burst, last: at } : quiet, scan: null }
  return { burst: going ? { ...burst, text: burst.text + character, last: at } : { text: character, last: at }, scan: null }
}

/** Listens on a window: `began` before the first key of what may become a scan does anything, `scanned` at its end.
 * The scan's own Enter is kept from whatever has the focus. `least`: how many keys are no person's. Answers how to stop. */
export function listen(target: Window, began: () => void, scanned: (text: string) => void, least = LEAST): () => void {
  let burst = quiet
  const press = (event: KeyboardEvent): void => {
    const control = event.ctrlKey && event.key === ']' ? '\u001d' : event.key // Ctrl+] is the group separator too
    const next = key(burst, control, event.timeStamp, least)
    if (next.burst.text.length === 1) began()
    burst = next.burst
    if (next.scan === null) return
    event.preventDefault()
    event.stopPropagation()
    scanned(next.scan)
  }
  target.addEventListener('keydown', press, true)
  return () => target.removeEventListener('keydown', press, true)
}
