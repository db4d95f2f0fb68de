// UPC-E, the short form of small packages, written out. Source: GS1 General Specifications, 5.2.2.4.

/** The twelve digits of UPC-A that eight digits of UPC-E stand for. */
export function written(short: string): string {
  const [, system = '', a = '', b = '', c = '', d = '', e = '', last = '', check = ''] = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(short) ?? []
  const company = '012'.includes(last) ? `${a}${b}${last}0000${c}${d}${e}` : last === '3' ? `${a}${b}${c}00000${d}${e}` : last === '4' ? `${a}${b}${c}${d}00000${e}` : `${a}${b}${c}${d}${e}0000${last}`
  return last === '' ? short : `${system}${company}${check}`
}
