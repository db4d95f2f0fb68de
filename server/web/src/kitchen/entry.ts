// What a press on the own keypad does to the text shown. Pure, so that every rule is tested.
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'sign' | 'erase' | 'clear'

/** Presses for a number with at most `places` decimals and `whole` digits before them. */
export function press(text: string, key: Key, places: number, whole = 5): string {
  if (key === 'clear') return ''
  if (key === 'erase') return text === '-' ? '' : text.slice(0, -1)
  if (key === 'sign') return text.startsWith('-') ? text.slice(1) : `-${text}`
  const [before = '', after] = text.replace('-', '').split('.')
  const sign = text.startsWith('-') ? '-' : ''
  if (key === '.') return after !== undefined || places === 0 ? text : `${sign}${before || '0'}.`
  if (after !== undefined) return after.length >= places ? text : text + key
  if (before === '0') return key === '0' ? text : sign + key
  return before.length >= whole ? text : text + key
}

/** The decimal that was meant: no trailing point, no lone sign; empty while nothing is entered. */
export function settled(text: string): string {
  const plain = text.replace(/\.$/, '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain.replace(/^-(0(\.0+)?)$/, '$1') : ''
}

/** Presses for a date: eight digits, year first, as labels print it. */
export function pressDay(text: string, key: Key): string {
  const digits = text.replaceAll('-', '')
  if (key === 'clear') return ''
  if (key === 'erase') return dashed(digits.slice(0, -1))
  return key === '.' || key === 'sign' || digits.length >= 8 ? text : dashed(digits + key)
}

const dashed = (digits: string): string => [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(Boolean).join('-')
