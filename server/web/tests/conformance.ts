// Cases written by others, read from a folder outside the project when the environment names one.
/// <reference types="node" />
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'

const folder = process.env['MEALTRACE_CONFORMANCE'] ?? ''
const why = folder === '' ? 'MEALTRACE_CONFORMANCE is unset' : existsSync(folder) ? '' : 'MEALTRACE_CONFORMANCE names no folder'

/** The rows of a file of cases, one JSON object a line. */
export const cases = <T>(file: string): T[] => readFileSync(join(folder, file), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as T)

/** A group of tests that needs the folder; without it, its title on screen says why it was skipped. */
export function conformance(title: string, body: () => void): void {
  if (why === '') describe(title, body)
  else {
    console.warn(`skipped: ${title}, because ${why}`)
    describe(title, () => test.skip(`skipped: ${why}`, () => undefined))
  }
}
