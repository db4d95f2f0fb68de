// A recipe while it is written, and the version it becomes. Pure.
import { settled } from '../kitchen/entry'
import { compare } from '../lib/amounts'
import type { Fault } from '../lib/http'
import type { Ingredient } from '../lib/types'
import type { Recipe, RecipeBody } from './types'

export type Food = Recipe['lines'][number]['ingredient']
/** grams: by age group, as typed; unit: in which they are. */
export interface RecipeLine { ingredient: Food; unit: string; grams: Record<string, string>; optional: boolean }
export interface RecipeDraft { from: string | null; version: number; dish: string; dish_en: string; lines: RecipeLine[]; portionYield: string; yieldUnit: string; allergens: string[]; cookThrough: boolean }

export const AGES = ['kindergarten', 'primary_lower', 'primary_upper', 'junior', 'senior', 'adult'] as const

/** The age groups a recipe speaks of or the canteen feeds, youngest first. */
export const agesOf = (recipe: Pick<Recipe, 'lines'> | undefined, groups: { age_group: string | null }[]): string[] => {
  const named = new Set([...(recipe?.lines.flatMap((line) => Object.keys(line.grams)) ?? []), ...groups.map((group) => group.age_group)])
  const found = AGES.filter((age) => named.has(age))
  return found.length ? found : ['primary_upper']
}

const SMALL: Record<string, string> = { kg: 'g', l: 'ml' }
const plain = (text: string): string => settled(text.trim().normalize('NFKC').replace('。', '.'))

/** A line for something that is bought by the kilogram, the litre or the piece. */
export const newLine = (ingredient: Ingredient): RecipeLine => ({
  ingredient: { id: ingredient.id, name: ingredient.name, name_en: ingredient.name_en, food_group: ingredient.food_group, storage: ingredient.storage, allergens: ingredient.allergens },
  unit: SMALL[ingredient.unit] ?? ingredient.unit, grams: {}, optional: false,
})

export const emptyRecipe = (): RecipeDraft => ({ from: null, version: 1, dish: '', dish_en: '', lines: [], portionYield: '', yieldUnit: 'g', allergens: [], cookThrough: true })

/** The next version of a recipe, as it stands; `highest` is the highest version there is of the dish. */
export function nextVersion(recipe: Recipe, highest: number): RecipeDraft {
  return {
    from: recipe.id, version: highest + 1, dish: recipe.dish, dish_en: recipe.dish_en ?? '', portionYield: recipe.portion_yield?.amount ?? '', yieldUnit: recipe.portion_yield?.unit ?? 'g', allergens: [...recipe.allergens], cookThrough: recipe.cook_through,
    lines: recipe.lines.map((line) => ({
      ingredient: line.ingredient, unit: Object.values(line.grams)[0]?.unit ?? 'g', optional: line.optional,
      grams: Object.fromEntries(Object.entries(line.grams).map(([age, amount]) => [age, amount.amount ?? ''])),
    })),
  }
}

export interface Texts { noDish: string; noLines: string; noAmount: string; notAmount: string }

/** Every fault of what was typed, at its field as in the record. */
export function faultsOf(draft: RecipeDraft, ages: readonly string[], texts: Texts): Fault[] {
  const faults: Fault[] = []
  const say = (pointer: string, code: string, detail: string): void => void faults.push({ pointer, code, detail })
  if (!draft.dish.trim()) say('/dish', 'empty', texts.noDish)
  if (!draft.lines.length) say('/lines', 'too_few', texts.noLines)
  draft.lines.forEach((line, n) => {
    const typed = ages.filter((age) => (line.grams[age] ?? '').trim())
    if (!typed.length) say(`/lines/${n}/grams`, 'too_few', texts.noAmount)
    for (const age of typed) if (!plain(line.grams[age] ?? '') || compare(plain(line.grams[age] ?? ''), '0') < 0) say(`/lines/${n}/grams/${age}`, 'not_a_decimal', texts.notAmount)
  })
  if (draft.portionYield.trim() && !plain(draft.portionYield)) say('/portion_yield', 'not_a_decimal', texts.notAmount)
  return faults
}

export function recipeBody(draft: RecipeDraft, organisation: string, ages: readonly string[]): RecipeBody {
  return {
    organisation, dish: draft.dish.trim(), dish_en: draft.dish_en.trim() || null, version: draft.version, allergens: draft.allergens as RecipeBody['allergens'], cook_through: draft.cookThrough,
    portion_yield: plain(draft.portionYield) ? { amount: plain(draft.portionYield), unit: draft.yieldUnit } : null,
    lines: draft.lines.map((line) => ({
      ingredient: line.ingredient.id, optional: line.optional,
      grams: Object.fromEntries(ages.filter((age) => plain(line.grams[age] ?? '')).map((age) => [age, { amount: plain(line.grams[age] ?? ''), unit: line.unit }])),
    })),
  }
}
