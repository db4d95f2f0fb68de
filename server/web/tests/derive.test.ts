import { expect, test } from 'vitest'
import { campusBatchId, derive } from '../src/lib/derive'

test('derives what the server derives', () => {
  expect(campusBatchId('01933b8e-6f3a-7c41-9d52-0a1b2c3d4e5f', 1)).toBe('1fdce68b-bafc-5412-8428-cbeb655be337')
  expect(derive('01933b8e-6f3a-7c41-9d52-0a1b2c3d4e5f', '白菜', 'lot', '')).toBe('5e1a8c43-7c64-51f4-8460-4997c1891bde')
})
