import { expect, test } from 'vitest'
import { campusBatch, derive, madeBatch } from '../src/lib/derive'

// The values are those of made_batch_id, campus_batch_id and derive in traceability/identifiers.py.
const RECORD = '01a1e885-1c00-740c-a1a5-2217c39c2461'

test('names the batch that a record makes as the server does', () =>
  expect([madeBatch(RECORD), madeBatch(RECORD, 2)]).toEqual(['1cb65395-ce0f-5218-aafd-d944f64439b6', '46f5ae15-0d6e-5a52-814e-835f4d14fb00']))
test('names the batch of a delivery line as the server does', () => expect(campusBatch('01a1fcf0-c540-7fb6-8b07-50d9f05931e5', 12)).toBe('b886e203-899f-5a18-bb11-3a3e7e53eb94'))
test('joins parts by U+001F and reads them as UTF-8', () => expect(derive(RECORD, '食材', 'lot', 'JT1122', '')).toBe('678b85eb-669d-50a8-bd45-ad3a43844be9'))
