import { expect, test } from 'vitest'
import { type Check, check, isCheck } from '../src/scan/checks'
import { cases, conformance } from './conformance'

interface Case { linter: string; value: string; valid: boolean; error: string | null }
/** Which of the world's companies hold a prefix is known to GS1 alone. */
const needsRegister = (one: Case): boolean => /^gcppos/.test(one.linter) || /GCP_DATASOURCE_OFFLINE|INVALID_GCP_PREFIX/.test(one.error ?? '')

conformance('the linters of the GS1 syntax dictionary', () => {
  const all = cases<Case>('gs1-syntax/public/linters.jsonl').filter((one) => !needsRegister(one))
  test('knows every linter', () => expect(all.filter((one) => !isCheck(one.linter))).toEqual([]))
  test.each([...new Set(all.map((one) => one.linter))])('%s', (linter) => {
    const rows = all.filter((one) => one.linter === linter)
    expect(rows.filter((one) => (check(linter as Check, one.value) === null) !== one.valid)).toEqual([])
  })
})
