// Short names for what is sent to another campus and what arrives there.
import type { components } from '../lib/api'

type Schemas = components['schemas']
export type OnTheWay = Schemas['OnTheWay']
export type Campus = Schemas['PartyName']
export type DispatchBody = Schemas['DispatchBody']
export type ReceiptBody = Schemas['DispatchReceiptBody']
