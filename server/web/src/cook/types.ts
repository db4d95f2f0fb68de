// Short names for what the kitchen reads of its day and writes when it cooks, serves and keeps samples.
import type { components } from '../lib/api'

type Schemas = components['schemas']
export type Day = Schemas['KitchenDayAnswer']
export type DayMeal = Schemas['DayMealAnswer']
export type DayDish = Schemas['DayDishAnswer']
export type DishBatch = Schemas['DishBatchAnswer']
export type Heads = Schemas['HeadsAnswer']
export type Sample = Schemas['SampleAnswer']
export type Unit = Schemas['UnitAnswer']
export type Stock = Schemas['StockItem']
export type Recipe = Schemas['CookbookAnswer']
export type RecipeLine = Schemas['CookbookLine']
export type Meal = Schemas['Meal']
export type Cooking = Schemas['CookingBody']
export type DispatchReceipt = Schemas['DispatchReceiptBody']
export type Serving = Schemas['ServingBody']
export type RetainedSample = Schemas['RetainedSampleBody']
export type SampleDisposal = Schemas['SampleDisposalBody']
export type Group = Pick<Schemas['DinerGroupBody'], 'name' | 'name_en' | 'age_group' | 'enrolment'> & { id: string }
/** A record as lists of its kind tell it. */
export interface Recorded<T> { id: string; voided: boolean; body: T }
