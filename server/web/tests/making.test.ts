import { expect, test, vi } from 'vitest'
import { Making } from '../src/lib/making.svelte'
import type { Report } from '../src/lib/types'

const report = (state: string): Report => ({ id: 'r1', state }) as Report

test('goes on looking after a look without an answer, and sends one order for two taps', async () => {
  vi.useFakeTimers()
  const looks = [(): Report => { throw new Error('no network') }, () => report('ready')]
  const making = new Making(async () => (looks.shift() as () => Report)(), (error) => (error as Error).message, () => 'not made')
  const send = vi.fn(async () => report('running'))
  await Promise.all([making.order(send), making.order(send)])
  expect(send).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1500)
  expect([making.fault, making.going]).toEqual(['no network', true])
  await vi.advanceTimersByTimeAsync(1500)
  expect([making.fault, making.going, making.report?.state]).toEqual(['', false, 'ready'])
  vi.useRealTimers()
})
test('stops looking when the screen is left', async () => {
  vi.useFakeTimers()
  const look = vi.fn(async () => report('running'))
  const making = new Making(look, String, () => 'not made')
  await making.order(async () => report('running'))
  making.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(look).not.toHaveBeenCalled()
  vi.useRealTimers()
})
