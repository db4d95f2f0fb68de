// Short names for the parts of the HTTP contract that this app reads and writes; api.d.ts is generated from the server's.
import type { components } from './api'

type Schemas = components['schemas']
export type Account = Schemas['Account']
export type Role = Account['role']
export type Session = Schemas['SessionAnswer']
export type Named = { id: string | null; name: string | null; name_en: string | null }
export interface Page<T> { items: T[]; next: string | null }
export type Amount = Schemas['Amount']
export type Site = Schemas['Site']
export type Ingredient = Schemas['Ingredient']
export type Supplier = Schemas['Organisation']
export type Expected = Schemas['Expected']
export type Threshold = Schemas['Threshold']
export type Person = Schemas['Person']
export type ReceiverRole = Schemas['ReceiverRole']
export type Delivery = Omit<Schemas['DeliveryBody'], 'lines'> & { lines: (DeliveryLine & Partial<Schemas['LineBody']>)[] }
/** What this screen fills of a line; the rest of the form stays at its defaults. */
export type DeliveryLine = Pick<
  Schemas['LineBody'],
  | 'line' | 'ingredient' | 'ordered' | 'delivered' | 'accepted' | 'rejected' | 'weighings' | 'package' | 'reason' | 'lot_code' | 'production_date' | 'expiry_date'
  | 'temperature' | 'label_temperature' | 'appearance' | 'photos' | 'unit_price' | 'evidence'
>
export type DeliverySignature = Schemas['DeliverySignatureBody']
export type Unsigned = Schemas['UnsignedDelivery']
export type Receipt = Schemas['ReceiptAnswer']
export type Batch = Schemas['BatchDetail']
export type Found = Schemas['FoundBatch']
export type TraceNode = Schemas['TraceNode']
export type Stage = TraceNode['stage']
export type TraceLink = Schemas['TraceLink']
export type Trace = Schemas['Trace']
export type Recall = Schemas['RecallAnswer']
export type Report = Schemas['ReportAnswer']
export type StockIssue = Schemas['StockIssueBody']
export type StockReturn = Schemas['StockReturnBody']
export type StockCount = Schemas['StockCountBody']
export type Disposal = Schemas['DisposalBody']
export type DisposalReason = Schemas['DisposalReason']
export type RecordAnswer = Schemas['RecordAnswer']
