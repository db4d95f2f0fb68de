// How far a dish is, as one word with a shape.
import type { IconName } from '../lib/icons'
import type { DayDish } from './types'

export type Stage = 'todo' | 'cooked' | 'served'
export const stageOf = (dish: DayDish): Stage => (dish.served.count ? 'served' : dish.batches.length ? 'cooked' : 'todo')
export const STAGE_ICONS: Record<Stage, IconName> = { todo: 'clock', cooked: 'check', served: 'plate' }
export const wantsSample = (dish: DayDish): boolean => dish.batches.length > 0 && dish.sampled.count === 0
export const pictured = (dish: { dish: string | null; dish_en: string | null }): { name: string; name_en: string | null; food_group: string } => ({ name: dish.dish ?? '', name_en: dish.dish_en, food_group: '' })
export const dishName = (dish: { dish: string | null; dish_en: string | null }): { name: string | null; name_en: string | null } => ({ name: dish.dish, name_en: dish.dish_en })
