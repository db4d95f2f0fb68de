// What schools may not cook, as the server's list says it, with its source (traceability/forbidden.toml). Pure.
import type { components } from './api'

export type Forbidden = components['schemas']['ForbiddenFood']

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Why an ingredient is forbidden: by its name or one of its other names, as a whole. */
export function forbiddenFood(food: { name: string | null; aliases?: string[] }, list: Forbidden[]): Forbidden | undefined {
  const names = [food.name ?? '', ...(food.aliases ?? [])].map(plain)
  return list.find((one) => one.foods.some((name) => names.includes(plain(name))))
}

/** Why a dish is forbidden: by a part of its name. */
export const forbiddenDish = (dish: string, list: Forbidden[]): Forbidden | undefined =>
  list.find((one) => one.dishes.some((part) => plain(dish).includes(plain(part))))
