import { expect, test } from 'vitest'
import { lines, reading, typedReading } from '../src/kitchen/scale'

const at = (amount: string, more = {}) => ({ amount, unit: 'kg', stable: true, net: false, ...more })

test.each([
  ['ST,GS,+  12.34kg', at('12.34')],
  ['ST,GS,+00012.34 kg', at('12.34')],
  ['US,GS,+   8.10kg', at('8.10', { stable: false })],
  ['ST,NT,   0.50 kg', at('0.50', { net: true })],
  ['ST,GS,01,+  12.34kg', at('12.34')],
  ['ST,+00012.34  kg', at('12.34')],
  ['ST,GS,+   950 g', at('950', { unit: 'g' })],
  ['ST,GS,+ 76.4 斤', at('76.4', { unit: '斤' })],
  ['WG004.139kg3D', at('4.139')],
  ['WN004.139kg3D', at('4.139', { net: true })],
  ['wn012.34kg', at('12.34', { net: true })],
  ['S S     12.34 kg', at('12.34')],
  ['S D     12.34 kg', at('12.34', { stable: false })],
  ['Gross:   12.34 kg', at('12.34')],
  ['净重：12.34kg', at('12.34', { net: true })],
  ['12.34 kg', at('12.34')],
  ['\u0002+00123421D', at('12.34')],
])('reads %j', (line, told) => expect(reading(line)).toEqual(told))

test.each(['OL,GS,+', 'ST,GS,-   0.05kg', 'ST,TR,+   1.20kg', 'ST,GS,+  12.34lb', '', 'hello', '6901234567892', '12.34', '         OL23', '=000.3000', '\u0002+00123420D', 'ST,GS,+  12..4kg'])(
  'reads no weight in %j', (line) => expect(reading(line)).toBeNull(),
)
test('puts lines together that come in pieces', () => {
  const first = lines('', 'ST,GS,+  12.3')
  expect(first.lines).toEqual([])
  expect(lines(first.rest, '4kg\r\nST,GS,+  12.')).toEqual({ lines: ['ST,GS,+  12.34kg'], rest: 'ST,GS,+  12.' })
  expect(lines('', '\u0002+00123421D\u0003\u0002+0')).toEqual({ lines: ['\u0002+00123421D'], rest: '\u0002+0' })
})
test('takes a scale that types, and no bar code for one', () => {
  expect(typedReading('038.20', '斤')).toEqual(at('38.20', { unit: '斤' }))
  expect(typedReading('ST,GS,+  12.34kg', '斤')).toEqual(at('12.34'))
  expect(typedReading('6901234567892', 'kg')).toBeNull()
})
