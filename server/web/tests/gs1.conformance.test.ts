import { expect, test } from 'vitest'
import { bracketed, elementString, inBrackets, type Message, unbracketed } from '../src/scan/elements'
import { digitalLink, readLink } from '../src/scan/link'
import { decimal, isoDay, read } from '../src/scan/reading'
import { cases, conformance } from './conformance'

interface Verdict { valid: boolean; agrees_with_default_config?: boolean; bracketed?: string | null; unbracketed?: string | null }
const settled = <T extends Verdict>(file: string): T[] => cases<T>(`gs1-syntax/public/${file}.jsonl`).filter((one) => one.agrees_with_default_config !== false)
/** The canonical form of a message, or null where it has faults. */
const canon = (message: Message): string | null => (message.faults.length ? null : inBrackets(message.elements))
const today = new Date('2026-11-23T06:42:00+08:00')

conformance('the cases of the GS1 syntax engine', () => {
  test('element strings as symbols carry them', () => {
    for (const one of settled<Verdict & { unbracketed: string }>('ai_unbracketed_parse')) {
      expect(canon(unbracketed(one.unbracketed, 1, '^')), one.unbracketed).toBe(one.bracketed)
    }
  })
  test('element strings in brackets', () => {
    for (const one of settled<Verdict & { ai: string }>('ai_bracketed_parse')) {
      const made = bracketed(one.ai)
      expect(made.faults.length ? null : `^${elementString(made.elements, '^')}`, one.ai).toBe(one.unbracketed)
    }
  })
  test('elements that need or exclude each other', () => {
    const rows = settled<Verdict & { ai: string }>('ai_combination_rules')
    expect(rows.filter((one) => (bracketed(one.ai).faults.length === 0) !== one.valid)).toEqual([])
  })
  test('Digital Links', () => {
    for (const one of settled<Verdict & { uri: string }>('digital_link_parse')) {
      const made = readLink(one.uri)
      expect(canon(made), one.uri).toBe(one.bracketed)
      if (one.unbracketed) expect(`^${elementString(made.elements, '^')}`, one.uri).toBe(one.unbracketed)
    }
  })
  test('making Digital Links', () => {
    for (const one of settled<Verdict & { stem: string | null; ai: string; uri: string | null }>('digital_link_generate')) {
      const { elements, faults } = bracketed(one.ai)
      expect(faults.length ? null : digitalLink(elements, one.stem ?? undefined), one.ai).toBe(one.uri)
    }
  })
  test('what scanners send', () => {
    for (const one of settled<Verdict & { scan: string; data: string | null }>('scan_data_parse')) {
      const { reading, faults } = read(one.scan, today)
      expect(faults.length === 0, one.scan).toBe(one.valid)
      if (one.bracketed) expect(inBrackets(one.scan.startsWith(']E') ? (reading?.elements.slice(1) ?? []) : (reading?.elements ?? [])), one.scan).toBe(one.bracketed)
      else if (reading?.form === 'text') expect(reading.text.replace(/^(?=\\*\^)/, '\\'), one.scan).toBe(one.data)
    }
  })
  test('reading back what a symbol was made of', () => {
    for (const one of cases<{ symbology: string; data: string; valid: boolean; scan: string | null }>('gs1-syntax/public/scan_data_generate.jsonl')) {
      if (!one.valid || one.scan === null) {
        if (/^EAN|^UPC/.test(one.symbology)) expect(read(`${one.symbology === 'EAN8' ? ']E4' : ']E0'}${one.data}`, today).faults, one.data).not.toEqual([])
        continue
      }
      const { reading, faults } = read(one.scan, today)
      expect(faults, one.scan).toEqual([])
      if (reading?.form === 'text') expect(reading.text.replace(/^(?=\\*\^)/, '\\'), one.scan).toBe(one.data)
      else {
        const parts = one.data.split('|').map((part) => (part.startsWith('^') ? part.slice(1) : `01${part.padStart(14, '0')}`))
        const made = parts.flatMap((part) => unbracketed(part, 0, '^').elements)
        expect(inBrackets(reading?.elements ?? []), one.scan).toBe(inBrackets(made))
      }
    }
  })
})

conformance('labels of food', () => {
  const rows = cases<{ scan: string; valid: boolean; ai: string; digital_link: string; hri: string[] }>('gs1-oracle/public/scan_food_500.jsonl')
  test('are read or refused', () => expect(rows.filter((one) => (read(one.scan, today).faults.length === 0) !== one.valid)).toEqual([]))
  test('mean the same in brackets, as a link and in the symbol', () => {
    for (const one of rows.filter((row) => row.valid)) {
      const elements = read(one.scan, today).reading?.elements ?? []
      expect(inBrackets(elements)).toBe(one.ai)
      if (one.digital_link) expect(digitalLink(elements)).toBe(one.digital_link)
      expect(inBrackets(read(one.hri.join(' '), today).reading?.elements ?? []), one.scan).toBe(one.ai)
    }
  })
})

conformance('the cases of biip that speak of reading', () => {
  const rows = cases<{ test: string; params: Record<string, string> }>('biip/public/parametrised_cases.jsonl')
  const of = (name: string): Record<string, string>[] => rows.filter((one) => one.test.endsWith(`::${name}`)).map((one) => one.params)
  test('GTINs of every length, as fourteen digits', () => {
    for (const { value = '', expected } of of('test_as_gtin_14').filter((one) => /^(\d{8}|\d{12,14})$/.test(one['value'] ?? '') && !/^0425/.test(one['value'] ?? ''))) {
      expect(read(value, today).reading?.gtin, value).toBe(expected)
    }
  })
  test('no digits in other scripts', () => {
    for (const { value = '' } of of('test_parse_nonnumeric_value')) expect(read(value, today).reading, value).toBeNull()
  })
  test('measures, exactly', () => {
    for (const { value = '', expected } of of('test_extract_variable_measures')) expect(decimal(value.slice(4), Number(value[3])), value).toBe(expected)
  })
  test('days, and day 00', () => {
    for (const { value = '', expected } of of('test_extract_handles_zero_day_as_last_day_of_month')) expect(isoDay(value.slice(2), today), value).toBe(expected)
    for (const { value = '', expected_date } of of('test_extract_date_and_datetime')) {
      const { elements } = unbracketed(value)
      expect(isoDay(elements[0]?.value ?? '', today), value).toBe(expected_date)
    }
  })
  test('messages with separators where none are needed', () => {
    for (const { value = '', expected_hri } of [...of('test_parse_with_separator_char'), ...of('test_parse_ignores_redundant_separator_chars')]) {
      expect(inBrackets(unbracketed(value).elements), value).toBe(expected_hri)
    }
  })
  test('Digital Links with whole GTINs', () => {
    for (const { value = '', expected } of of('test_as_gs1_message')) expect(canon(readLink(value)), value).toBe(expected)
    for (const { value = '' } of of('test_parse_error').filter((one) => (one['value'] ?? '').startsWith('https:'))) expect(canon(readLink(value)), value).toBeNull()
  })
  test('scans with a symbology identifier', () => {
    for (const { value = '' } of of('test_parse').filter((one) => (one['value'] ?? '').startsWith(']'))) expect(read(value, today).reading?.gtin, value).toMatch(/^\d{14}$/)
  })
})
