import { expect, test } from 'vitest'
import { blank, evidence, newLine, record } from '../src/kitchen/draft'
import type { Ingredient, Supplier } from '../src/lib/types'
import { trouble } from '../src/scan/camera'
import { onto, undo } from '../src/scan/onto'
import { decimal, isoDay, read } from '../src/scan/reading'
import { written } from '../src/scan/upc'

const today = new Date('2026-11-23T06:42:00+08:00')
const gs = '\u001d'
const meat = `]d20106901234567892${'10'}HL-2311-09${gs}1126112217261130${'3103'}001250`

test('reads item, lot, days and an exact weight from a GS1 DataMatrix', () => {
  const { reading, faults } = read(meat, today)
  expect(faults).toEqual([])
  expect(reading).toMatchObject({
    form: 'elements', gtin: '06901234567892', lot: 'HL-2311-09', production: '2026-11-22', expiry: '2026-11-30', bestBefore: null, netWeight: { amount: '1.250', unit: 'kg' }, serial: null, sscc: null, gln: null,
  })
  expect(reading?.elements.map((one) => one.ai)).toEqual(['01', '10', '11', '17', '3103'])
})
test('reads the same from brackets, from a link, and from a scanner that sends no symbology identifier', () => {
  const same = { gtin: '06901234567892', lot: 'HL-2311-09', expiry: '2026-11-30' }
  expect(read('(01) 06901234567892 (10) HL-2311-09 (17) 261130', today).reading).toMatchObject(same)
  expect(read('https://id.example/01/06901234567892/10/HL-2311-09?17=261130', today).reading).toMatchObject({ ...same, form: 'link' })
  expect(read(`010690123456789210HL-2311-09${gs}17261130`, today).reading).toMatchObject(same)
  expect(read(`${gs}010690123456789210HL-2311-09${gs}17261130\r\n`, today).reading).toMatchObject(same)
})
test('reads retail numbers with their check digit', () => {
  expect(['6901234567892', '96385074', '036000291452', '16901234567899', ']E06901234567892', ']E496385074'].map((text) => read(text, today).reading?.gtin)).toEqual([
    '06901234567892', '00000096385074', '00036000291452', '16901234567899', '06901234567892', '00000096385074',
  ])
  expect(read('6901234567893', today)).toEqual({ reading: null, faults: [{ code: 'check_digit', at: 12 }] })
})
test('knows the labels of this system, and leaves other texts as they are', () => {
  const batch = '018f0000-0000-7000-8000-000000000001'
  expect([`urn:uuid:${batch}`, `]Q1https://canteen.example/app/#/trace/${batch}`].map((text) => read(text, today).reading?.batch)).toEqual([batch, batch])
  expect(read(']Q1青菜 5 公斤', today).reading).toMatchObject({ form: 'text', text: '青菜 5 公斤', gtin: null })
  expect(read('https://shop.example/p?id=7', today)).toEqual({ reading: null, faults: [{ code: 'no_key', at: 20 }] })
})
test('names the fault and the place of it', () => {
  expect(read(']C1010690123456789317261131', today).faults).toEqual([{ code: 'check_digit', at: 18, ai: '01' }, { code: 'date', at: 25, ai: '17' }])
  expect(read(`]Q30106901234567892${'10'}${gs}17261130`, today).faults).toEqual([{ code: 'empty', at: 21, ai: '10' }])
  expect([read('', today), read('hello', today), read(']X0abc', today)].map((one) => one.faults[0]?.code)).toEqual(['nothing', 'unknown', 'unknown'])
})
test('still reads good elements when what they need stands in another code', () => {
  const { reading, faults } = read(`]C110HL-2311-09${gs}17261130`, today)
  expect(reading).toMatchObject({ lot: 'HL-2311-09', expiry: '2026-11-30', gtin: null })
  expect(faults.map((one) => [one.code, one.ai])).toEqual([['needs', '10'], ['needs', '17']])
})
test('takes two digits as the nearest year, and day 00 as the last of the month', () => {
  expect(['261130', '760101', '770101', '990101', '280200', '260200'].map((day) => isoDay(day, today))).toEqual(['2026-11-30', '2076-01-01', '1977-01-01', '1999-01-01', '2028-02-29', '2026-02-28'])
})
test('places decimals without a float', () => expect([decimal('001250', 3), decimal('000005', 5), decimal('012345', 0), decimal('999999', 5)]).toEqual(['1.250', '0.00005', '12345', '9.99999']))
test('writes UPC-E out', () => expect(['04252614', '02345673', '06397126'].map(written)).toEqual(['042100005264', '023456000073', '063200009716']))
test('tells why there is no camera', () => expect(['NotAllowedError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError'].map(trouble)).toEqual(['denied', 'none', 'none', 'busy']))

const pork: Ingredient = { id: 'i1', name: '猪肉', name_en: 'Pork', food_group: 'meat', storage: 'chilled', allergens: [], aliases: [], pinyin: 'zhurou zr', unit: 'kg' }
const supplier: Supplier = { id: 's1', name: '绿源', name_en: null, pinyin: '', trade: null, licence: { number: null, valid_to: null, state: 'none' } }
const fresh = () => ({ ...newLine(1, pork, null, null, null), weight: '5', outcome: 'accepted' as const })
const marks = ({ lot, production, expiry }: ReturnType<typeof fresh>): string[] => [lot, production, expiry]

test('fills a line from a scan, grades it scanned, and takes it back', () => {
  const line = { ...fresh(), lot: 'typed', expiry: '2026-11-25' }
  onto(line, meat, today)
  expect([...marks(line), evidence(line)]).toEqual(['HL-2311-09', '2026-11-22', '2026-11-30', 'scanned'])
  expect(record({ ...blank('c1', supplier, today), lines: [line] }, today).lines[0]).toMatchObject({ evidence: 'scanned', lot_code: 'HL-2311-09', production_date: '2026-11-22', expiry_date: '2026-11-30' })
  undo(line)
  expect([...marks(line), evidence(line), line.scan]).toEqual(['typed', '', '2026-11-25', 'typed', null])
})
test('is typed again once a person changes the lot', () => {
  const line = fresh()
  onto(line, meat, today)
  line.lot = 'HL-2311-10'
  expect(evidence(line)).toBe('typed')
})
test('keeps the lot of one code when the next says only the item, and fills nothing from a faulty one', () => {
  const line = fresh()
  onto(line, meat, today)
  onto(line, ']E06901234567892', today)
  expect([...marks(line), evidence(line)]).toEqual(['HL-2311-09', '2026-11-22', '2026-11-30', 'scanned'])
  onto(line, ']E06901234567893', today)
  expect([line.lot, evidence(line)]).toEqual(['HL-2311-09', 'scanned'])
})
test('takes scans back one by one, and the same code twice as one', () => {
  const line = { ...fresh(), lot: 'typed' }
  onto(line, meat, today)
  onto(line, ']C1010690123456789210OTHER', today)
  onto(line, ']C1010690123456789210OTHER', today)
  expect([...marks(line), evidence(line)]).toEqual(['OTHER', '2026-11-22', '2026-11-30', 'scanned'])
  undo(line)
  expect([...marks(line), line.scan?.text]).toEqual(['HL-2311-09', '2026-11-22', '2026-11-30', meat])
  undo(line)
  expect([...marks(line), line.scan]).toEqual(['typed', '', '', null])
})
test('leaves a line typed when the code has no lot', () => {
  const line = fresh()
  onto(line, ']E06901234567892', today)
  expect([...marks(line), evidence(line)]).toEqual(['', '', '', 'typed'])
})
test('takes a best-before day where there is no use-by day', () => {
  const line = fresh()
  onto(line, ']C1010690123456789215270200', today)
  expect(line.expiry).toBe('2027-02-28')
})
test('reads a draft kept by an earlier release', () => {
  const { scan: _, ...line } = fresh()
  expect(evidence(line)).toBe('typed')
})
test('reads the batch of a label of ours behind the public page of the canteen', () => {
  const batch = '0199a3b4-7c1d-5e2f-8a44-3d2f6f1b9c01'
  for (const text of [`https://meals.example.cn/m/8K3F7Q2M#${batch}`, `http://localhost:8000/m/21R2857M#${batch}`, `]Q1http://10.0.0.5/m/21R2857M#${batch.toUpperCase()}`]) {
    const { reading, faults } = read(text, new Date('2026-11-20'))
    expect([reading?.form, reading?.batch, faults], text).toEqual(['label', batch, []])
  }
  for (const text of ['https://meals.example.cn/m/8K3F7Q2M', `https://meals.example.cn/m/8K3F7#${batch}`, `https://x/#/m/8K3F7Q2M#${batch}`]) expect(read(text, new Date('2026-11-20')).reading?.batch ?? null, text).toBeNull()
})
