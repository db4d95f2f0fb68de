// School terms by the year they begin in: from August on it is autumn, which runs into January. Pure.

/** The term of a day, the one before and the one before that, newest first: "2026-autumn", "2026-spring" … */
export function termsAround(today: string): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const now = month >= 8 ? 2 * year + 1 : month === 1 ? 2 * year - 1 : 2 * year
  return [now, now - 1, now - 2].map((one) => `${Math.floor(one / 2)}-${one % 2 ? 'autumn' : 'spring'}`)
}
