import { expect, test } from 'vitest'
import { allergensOf, change } from '../src/plan/allergens'
import { orderBody, ordersOf } from '../src/plan/order'
import { agesOf, emptyRecipe, faultsOf, nextVersion, recipeBody } from '../src/plan/recipe'
import type { Plan, PlannedMenu, Recipe, SuggestedLine } from '../src/plan/types'
import { blank, cellOf, daysOf, dinersOf, menuBody, mondayOf, newest } from '../src/plan/week'

const SITE = 'site'
const food = (id: string, ...allergens: string[]): Recipe['lines'][number]['ingredient'] => ({ id, name: id, name_en: null, food_group: null, storage: null, allergens })
const recipe = (dish: string, lines: Recipe['lines'], more: Partial<Recipe> = {}): Recipe => ({
  id: dish, organisation: 'district', dish, dish_en: null, pinyin: dish, version: 1, cook_through: true, portion_yield: null, allergens: [], lines, ...more,
})
const line = (ingredient: Recipe['lines'][number]['ingredient'], grams: Record<string, string> = { adult: '80' }): Recipe['lines'][number] => ({
  ingredient, optional: false, grams: Object.fromEntries(Object.entries(grams).map(([age, amount]) => [age, { amount, unit: 'g' }])),
})
const chicken = recipe('kung pao', [line(food('chicken')), line(food('peanut', 'peanut'))], { allergens: ['soy'] })
const eggs = recipe('eggs', [line(food('egg', 'egg')), line(food('sauce', 'soy', 'gluten'))])

test('a dish has the allergens of its ingredients and of its recipe', () => {
  expect(allergensOf(chicken)).toEqual(['peanut', 'soy'])
  expect(change(chicken, eggs)).toEqual({ adds: ['gluten', 'egg'], removes: ['peanut'] })
  expect(change(chicken, chicken)).toEqual({ adds: [], removes: [] })
  expect(change(undefined, eggs)).toBeNull()
})

const menu = (more: Partial<PlannedMenu> = {}): PlannedMenu => ({
  id: 'menu', revision: 1, day: '2026-11-30', meal: 'lunch', published_at: null, dishes: [{ line: 1, recipe: 'eggs', dish: 'eggs', dish_en: null, portions: 60, instead_of: null, reason: null }], ...more,
})
const plan = (more: Partial<Plan> = {}): Plan => ({
  site: SITE, organisation: 'school', menus: [menu()], calendar: [], headcounts: [{ id: 'count', revision: 1, day: '2026-11-30', meal: 'lunch', group: 'a', count: 55 }],
  groups: [{ id: 'a', name: 'A', name_en: null, age_group: 'adult', enrolment: 60 }, { id: 'b', name: 'B', name_en: null, age_group: null, enrolment: 5 }], ...more,
})
const never = (): boolean => false

test('a week begins on Monday and shows the days with school', () => {
  expect(['2026-11-30', '2026-12-06'].map(mondayOf)).toEqual(['2026-11-30', '2026-11-30'])
  expect(daysOf('2026-11-30', plan(), {}, false)).toHaveLength(5)
  expect(daysOf('2026-11-30', plan({ calendar: [{ day: '2026-12-05', kind: 'make_up', note: null }] }), {}, false)).toContain('2026-12-05')
  expect(daysOf('2026-11-30', null, {}, true)).toHaveLength(7)
})
test('a meal stands as on record, and as typed on top of it', () => {
  const there = cellOf('2026-11-30', 'lunch', plan(), {}, never)
  expect([there.changed, dinersOf(there), there.dishes.map((one) => one.dish)]).toEqual([false, 60, ['eggs']])
  const typed = cellOf('2026-11-30', 'lunch', plan(), { '2026-11-30 lunch': { dishes: [{ recipe: null, dish: 'soup', dish_en: null }], counts: { a: '４０', b: 'x' }, handed: [] } }, never)
  expect([typed.changed, dinersOf(typed), typed.heads.map((one) => one.faulty)]).toEqual([true, 45, [false, true]])
  expect(menuBody(SITE, typed, null)).toMatchObject({ day: '2026-11-30', meal: 'lunch', dishes: [{ recipe: null, dish: 'soup', portions: 45 }], published_at: null })
  const same = cellOf('2026-11-30', 'lunch', plan(), { '2026-11-30 lunch': { ...blank(), counts: { a: '55' } } }, never)
  expect(same.changed).toBe(false)
})
test('the newest version of a dish is chosen from', () => {
  expect(newest([{ ...eggs, id: 'two', version: 2 }, eggs, chicken]).map((one) => one.id)).toEqual(['two', 'kung pao'])
})

const TEXTS = { noDish: 'dish', noLines: 'lines', noAmount: 'amount', notAmount: 'number' }
test('every fault of a recipe stands at its field', () => {
  expect(faultsOf(emptyRecipe(), ['adult'], TEXTS).map((one) => one.pointer)).toEqual(['/dish', '/lines'])
  const draft = { ...nextVersion(chicken, 3), portionYield: 'much' }
  draft.lines = draft.lines.map((one, n) => ({ ...one, grams: { adult: n ? '' : '-4' } }))
  expect(faultsOf(draft, ['adult'], TEXTS).map((one) => one.pointer)).toEqual(['/lines/0/grams/adult', '/lines/1/grams', '/portion_yield'])
})
test('an edit of a recipe is its next version, of the school', () => {
  const ages = agesOf(chicken, [{ age_group: 'junior' }, { age_group: null }])
  expect(ages).toEqual(['junior', 'adult'])
  const draft = nextVersion(chicken, 3)
  const first = draft.lines[0]
  if (first) first.grams.junior = '９０。5'
  expect(recipeBody(draft, 'school', ages)).toMatchObject({
    organisation: 'school', dish: 'kung pao', version: 4, allergens: ['soy'],
    lines: [{ ingredient: 'chicken', grams: { junior: { amount: '90.5', unit: 'g' }, adult: { amount: '80', unit: 'g' } } }, { ingredient: 'peanut', grams: { adult: { amount: '80', unit: 'g' } } }],
  })
})

const suggested = (suggested: string, price_unit: string | null = 'kg'): SuggestedLine => ({
  ingredient: { id: suggested, name: null, name_en: null, food_group: null }, unit: 'kg', needed: '1', in_stock: '0', on_order: '0', short: '1', suggested, unit_price: '21.5', price_unit, uses: [], stock: [], orders: [],
})
test('an order holds what is more than nothing, and prices of the same unit', () => {
  const lines = [suggested('5.5'), suggested('0'), suggested('2', 'l'), suggested('7')]
  const { lines: found, faulty } = ordersOf(lines, ['5.5', '', '２', 'x'])
  expect([found.map((one) => one.amount), [...faulty]]).toEqual([['5.5', '2'], [3]])
  expect(orderBody(SITE, 'supplier', null, '2026-11-30', found, new Date(0)).lines).toMatchObject([
    { line: 1, ingredient: '5.5', amount: { amount: '5.5', unit: 'kg' }, unit_price: '21.5' },
    { line: 2, ingredient: '2', amount: { amount: '2', unit: 'kg' }, unit_price: null },
  ])
})
