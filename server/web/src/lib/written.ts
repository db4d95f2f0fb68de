// Amounts as people read them: digits grouped, the unit in words.

export const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** "1284.50" as "1,284.50": thousands grouped, not a digit lost. */
export function figures(text: string | number): string {
  const [whole = '', fraction] = String(text).split('.')
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`
}

const UNIT_ZH: Record<string, string> = { piece: '个', portion: '份' }
const UNIT_EN: Record<string, string> = { 斤: 'jin', piece: 'pcs' }

export const unitName = (unit: string, lang: string): string => (lang === 'en' ? UNIT_EN : UNIT_ZH)[unit] ?? unit

/** "38.2 kg"; an absent amount is an em dash, never a zero. */
export function quantity(amount: string | null | undefined, unit: string | null | undefined, lang: string): string {
  return amount === null || amount === undefined ? '—' : `${figures(amount)} ${unitName(unit ?? '', lang)}`.trim()
}

export const written = (value: { amount: string | null; unit: string | null } | null | undefined, lang: string): string => quantity(value?.amount, value?.unit, lang)
