import { expect, test } from 'vitest'
import { Paged } from '../src/lib/paged.svelte'

test('reads a page once, however often more is asked for, and asks again after a fault', async () => {
  const asked: (string | null)[] = []
  let broken = false
  const list = new Paged<number>(async (after) => {
    asked.push(after)
    if (broken) throw new Error('away')
    return { items: [asked.length], next: `after ${asked.length}` }
  }, (error) => (error as Error).message)
  await Promise.all([list.more(), list.more()])
  expect([asked, list.items]).toEqual([[null], [1]])
  broken = true
  await list.more()
  expect([list.fault, list.items, list.next]).toEqual(['away', [1], 'after 1'])
  broken = false
  await list.more()
  expect([asked, list.items, list.fault]).toEqual([[null, 'after 1', 'after 1'], [1, 3], ''])
})
