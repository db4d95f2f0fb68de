// Finds the codes in a picture: zxing-cpp, compiled to WebAssembly and served by ourselves, so that it works offline.
import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { read } from './reading'
import { written } from './upc'

const FORMATS: ReadInputBarcodeFormat[] = ['QRCode', 'DataMatrix', 'Code128', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'ITF14', 'DataBar', 'DataBarExp']
prepareZXingModule({ overrides: { locateFile: (name: string) => (name.endsWith('.wasm') ? wasm : name) } })

/** Fetches the decoder before the first picture is there. */
export const warm = (): Promise<unknown> => decode(new ImageData(16, 16))

/** A code as a scanner would send it, with its symbology identifier; retail codes with thirteen digits. */
export function asScanned(format: string, identifier: string, text: string): string {
  if (format === 'UPCE') return `]E0${written(text).padStart(13, '0')}`
  return format === 'UPCA' ? `]E0${text.padStart(13, '0')}` : `${identifier}${text}`
}

/** How much a code tells: a carton often carries its lot in one code and its number alone in another. */
export function worth(scanned: string, today: Date): number {
  const { reading, faults } = read(scanned, today)
  if (!reading) return 0
  return (reading.lot ? 8 : 0) + (reading.expiry || reading.bestBefore ? 4 : 0) + (reading.gtin || reading.batch ? 2 : 0) + (faults.length ? 0 : 1)
}

/** The code in a picture that tells most, as a scanner would send it; null where there is none. */
export async function decode(picture: ImageData): Promise<string | null> {
  const found = await readBarcodes(picture, { formats: FORMATS, tryHarder: true, textMode: 'Plain', maxNumberOfSymbols: 8 })
  const today = new Date()
  const scanned = found.filter((one) => one.isValid).map((one) => asScanned(one.format, one.symbologyIdentifier, one.text))
  return scanned.sort((a, b) => worth(b, today) - worth(a, today))[0] ?? null
}
