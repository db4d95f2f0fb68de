import { expect, test } from 'vitest'
import { foodOf } from '../src/lib/foods'

test('draws an ingredient by its own name before its group', () => {
  const drawn = (name: string, group: string): string => foodOf(name, '', group)
  expect(foodOf('油麦菜', 'Indian lettuce', 'vegetable')).toBe('leaf')
  expect([drawn('大豆油', 'oil'), drawn('酱油', 'condiment'), drawn('番茄酱', 'condiment'), drawn('茄子', 'vegetable'), drawn('胡萝卜', 'vegetable'), drawn('白萝卜', 'vegetable')])
    .toEqual(['oil', 'spice', 'spice', 'eggplant', 'carrot', 'radish'])
  expect([drawn('鸡蛋', 'egg'), drawn('鸡腿', 'poultry'), drawn('小白菜', 'vegetable'), drawn('大白菜', 'vegetable'), drawn('绿豆芽', 'vegetable'), drawn('玉米面', 'grain')])
    .toEqual(['egg', 'leg', 'leaf', 'cabbage', 'stalk', 'flour'])
})
test('falls back to the English name, the group, and a basket', () => {
  expect([foodOf('某物', 'Fresh eggs', 'other'), foodOf('某物', '', 'pork'), foodOf('某物', '', 'other')]).toEqual(['egg', 'meat', 'basket'])
})
