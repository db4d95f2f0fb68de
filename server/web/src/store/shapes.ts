// What the store room and the temperature round read from the server, and what of it stands on this tablet.
import type { components } from '../lib/api'
import type { Amount, Ingredient } from '../lib/types'

type Schemas = components['schemas']
export type Measured = Schemas['Measured']
/** A batch with something left: `remaining` at most, `least` at least. */
export type StockItem = Schemas['StockItem']
export type ShelfState = StockItem['state']
/** Shared goods opened and not emptied. */
export type Opened = Schemas['OpeningAnswer']
export type Unit = Schemas['UnitAnswer']
export type UnitLimits = Schemas['UnitLimits']
/** The part of a kitchen's day that these screens read. */
export type KitchenDay = Pick<Schemas['KitchenDayAnswer'], 'day' | 'units' | 'openings'>

/** The store as the server last told it. */
export interface Told { items: StockItem[]; openings: Opened[]; ingredients: Map<string, Ingredient> }
/** here: something that this tablet still keeps has changed it. */
export type Stored = StockItem & { here: boolean }
export interface Room { items: Stored[]; openings: Opened[] }
/** Goods on an issue that is not handed in yet. */
export interface SlipLine { item: StockItem; amount: Amount }
/** A slip as it is kept on this device. entry: the id of the entry it becomes, given with its first line. */
export interface Slip { entry: string; lines: SlipLine[] }
