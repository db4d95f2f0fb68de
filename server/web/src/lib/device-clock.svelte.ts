// Whether this tablet's clock is right, as far as the server's answers tell. A wrong clock stops nothing: the server keeps
// how far it is off beside each entry.
const WRONG_MILLISECONDS = 300_000 // the journey of an answer, and what people would not notice

let off = $state(0)

export const deviceClock = {
  /** How far it is ahead of the server (behind where negative), in milliseconds; 0 while it is right. */
  get off(): number { return off },
  /** Compares with the time of an answer (its Date header) that has just come. */
  learn(answered: string | null, now = Date.now()): void {
    const told = Date.parse(answered ?? '')
    if (!Number.isNaN(told)) off = Math.abs(now - told) > WRONG_MILLISECONDS ? now - told : 0
  },
}

/** So much time in its largest whole unit: [1, 'days'] of 26 hours. */
export function roughly(milliseconds: number): [count: number, unit: 'days' | 'hours' | 'minutes'] {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  if (minutes >= 20 * 60) return [Math.max(1, Math.round(minutes / 1440)), 'days']
  return minutes >= 60 ? [Math.round(minutes / 60), 'hours'] : [minutes, 'minutes']
}
