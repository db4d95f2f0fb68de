// What the store room and the temperature round read from the server, and what of it stands on this tablet.
import type { Amount, Ingredient } from '../lib/types'

export type Measured = { amount: string | null; unit: string | null }
export type ShelfState = 'ok' | 'expires_soon' | 'expired' | 'held'
interface PartyName { id: string | null; name: string | null; name_en: string | null }

/** A batch with something left: `remaining` at most, `least` at least. */
export interface StockItem {
  batch: string
  ingredient: { id: string; name: string | null; name_en: string | null; storage: string | null } | null
  lot: string | null
  supplier: PartyName | null
  arrived: string | null
  expiry_date: string | null
  remaining: Measured
  least: Measured
  state: ShelfState
}
/** Shared goods opened and not emptied. */
export interface Opened { id: string; batch: string; ingredient: PartyName | null; lot: string | null; opened_at: string }
export interface UnitLimits { min: string | null; max: string | null; source: string | null; source_en: string | null }
export interface Unit {
  id: string
  name: string
  name_en: string | null
  storage: string
  limits: UnitLimits
  last: { temperature: string; at: string } | null
}
/** The part of a kitchen's day that these screens read. */
export interface KitchenDay { day: string; units: Unit[]; openings: Opened[] }

/** The store as the server last told it. */
export interface Told { items: StockItem[]; openings: Opened[]; ingredients: Map<string, Ingredient> }
/** here: something that this tablet still keeps has changed it. */
export type Stored = StockItem & { here: boolean }
export interface Room { items: Stored[]; openings: Opened[] }
/** Goods on an issue that is not handed in yet. */
export interface SlipLine { item: StockItem; amount: Amount }
