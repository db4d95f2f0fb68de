// Checking a PIN on the tablet, with or without a network: PBKDF2-HMAC-SHA256 as the server keeps it (server/tablets/pins.py).
export interface TabletPerson {
  person: string
  name: string
  role: string
  salt: string
  iterations: number
  verifier: string
  expires_at: string
  disabled: boolean
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** Whether it is this person's PIN. Needs a secure context, as an enrolled tablet has. */
export async function isPin(person: Pick<TabletPerson, 'salt' | 'iterations' | 'verifier'>, pin: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const made = new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(person.salt), iterations: person.iterations }, key, 256))
  const kept = bytesOf(person.verifier)
  let differ = made.length ^ kept.length
  for (let n = 0; n < made.length; n++) differ |= (made[n] ?? 0) ^ (kept[n] ?? 0)
  return differ === 0
}

export interface Tries { wrong: number; until: number }
const WRONG_MOST = 5
const PAUSE_MILLISECONDS = 60_000

/** After a wrong PIN: five in a row earn a minute's pause, the next five as well. */
export function wrongAgain(tries: Tries, now: number): Tries {
  const wrong = tries.wrong + 1
  return wrong % WRONG_MOST === 0 ? { wrong, until: now + PAUSE_MILLISECONDS } : { wrong, until: tries.until }
}
