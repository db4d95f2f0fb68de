// Short names for what the manager reads of the plan and writes into it.
import type { components } from '../lib/api'

type Schemas = components['schemas']
export type Plan = Schemas['PlanAnswer']
export type PlannedMenu = Schemas['PlannedMenuAnswer']
export type PlannedDish = Schemas['PlannedDishAnswer']
export type Group = Schemas['GroupAnswer']
export type Recipe = Schemas['CookbookAnswer']
export type RecipeBody = Schemas['RecipeBody']
export type Suggested = Schemas['SuggestedOrderAnswer']
export type SupplierOrder = Schemas['SupplierOrderAnswer']
export type SuggestedLine = Schemas['SuggestedLineAnswer']
export type MenuBody = Schemas['MenuBody']
export type Substitution = Schemas['SubstitutionBody']
export type PurchaseOrder = Schemas['PurchaseOrderBody']
export type Meal = PlannedMenu['meal']
export const MEALS: readonly Meal[] = ['breakfast', 'lunch', 'dinner', 'snack']
