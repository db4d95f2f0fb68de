// Texts come with the screens that show them. A screen that forgot to bring a part would fail where that part is shown.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { frame } from '../src/lib/messages/zh/frame'

const SOURCE = join(import.meta.dirname, '../src')
const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8')
const exists = new Set((readdirSync(SOURCE, { recursive: true }) as string[]))

/** The file that an import in another file names; undefined for a package, a style sheet or a type. */
function named(from: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined
  const path = relative(SOURCE, join(SOURCE, dirname(from), target))
  return [path, `${path}.ts`, `${path}.svelte.ts`].find((one) => exists.has(one) && /\.(ts|svelte)$/.test(one))
}
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const statics = (file: string): string[] => found(read(file), /^\s*(?:import|export)\s(?!type\s)(?:[^'"()]*\sfrom\s+)?'([^']+)'/gm).flatMap((target) => named(file, target) ?? [])
const lazies = (file: string): string[] => found(read(file), /import\('([^']+)'\)/g).flatMap((target) => named(file, target) ?? [])

/** All files that are loaded together with one. */
function together(root: string): Set<string> {
  const files = new Set([root])
  for (const file of files) for (const next of statics(file)) files.add(next)
  return files
}
const brought = (files: Set<string>): string[] => [...files].flatMap((file) => found(file, /^lib\/messages\/(\w+)\.ts$/g))
/** `frame` is what the kitchen's first screen shows of the part `kitchen`. */
const FRAME = Object.keys(frame)
const ofKitchen = (file: string): string[] => [...found(read(file), /\bkitchen\.(\w+)/g), ...(/const k = \$derived\(i18n\.t\.kitchen\)/.test(read(file)) ? found(read(file), /\bk\.(\w+)/g) : [])]
const shown = (file: string): string[] => found(read(file), /i18n\.(?:t|beneath)\.(\w+)/g)

test('brings the texts of every part with each screen that shows them', () => {
  const parts = new Set(found(read('lib/messages/zh/index.ts'), /^import \{ (\w+) \}/gm))
  expect(parts.size).toBeGreaterThan(5)
  const missing: string[] = []
  const seen = new Set<string>()
  const visit = (root: string, before: Set<string>): void => {
    const files = together(root)
    const here = new Set([...before, ...brought(files)])
    const lacks = (file: string, part: string): boolean => !here.has(part) && (part !== 'kitchen' || !here.has('frame') || ofKitchen(file).some((key) => !FRAME.includes(key)))
    for (const file of files) for (const part of shown(file)) if (parts.has(part) && lacks(file, part)) missing.push(`${root}: import 'lib/messages/${part}', for ${file} shows its texts`)
    for (const next of new Set([...files].flatMap(lazies))) {
      const step = `${next} ${[...here].sort().join()}`
      if (!seen.has(step)) seen.add(step) && visit(next, here)
    }
  }
  visit('main.ts', new Set())
  expect(seen.size).toBeGreaterThan(5)
  expect(missing).toEqual([])
})
