// What a dish may do to somebody: allergens by what they come from, and what one dish in place of another changes. Pure.
import type { Recipe } from './types'

const ORDER = ['gluten', 'crustaceans', 'egg', 'fish', 'peanut', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']
const inOrder = (all: Iterable<string>): string[] => [...new Set(all)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))

type Held = Pick<Recipe, 'allergens'> & { lines: { ingredient: Pick<Recipe['lines'][number]['ingredient'], 'id' | 'allergens'> }[] }

/** Every allergen of a dish: those of its ingredients, and what the recipe itself says. */
export const allergensOf = (recipe: Held): string[] => inOrder([...recipe.allergens, ...recipe.lines.flatMap((line) => line.ingredient.allergens)])

/** adds, removes: null where one of the two dishes has no recipe, and nobody can say. */
export interface Change { adds: string[]; removes: string[] }

export function change(out: Held | undefined, into: Held | undefined): Change | null {
  if (!out || !into) return null
  const [before, after] = [allergensOf(out), allergensOf(into)]
  return { adds: after.filter((one) => !before.includes(one)), removes: before.filter((one) => !after.includes(one)) }
}
