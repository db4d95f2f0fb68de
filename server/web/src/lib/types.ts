// The parts of the HTTP contract that this app reads and writes.
export type Role = 'kitchen' | 'manager' | 'supplier' | 'inspector' | 'auditor' | 'operator'
export interface Named { id: string; name: string; name_en: string | null }
export interface Amount { amount: string; unit: string }
export interface Page<T> { items: T[]; next: string | null }
export interface Account { username: string; name: string; role: Role; language: string; sites: Named[] }
export interface Session { account: Account; csrf: string }
export interface Site extends Named { kind: string; enrolment: number | null }
export interface Ingredient extends Named {
  food_group: string
  storage: 'chilled' | 'frozen' | 'ambient'
  allergens: string[]
  unit?: string
}
export interface Licence { number: string | null; valid_to: string | null; state: 'valid' | 'expired' | 'none' }
export interface Supplier extends Named { licence: Licence }
export interface ExpectedLine {
  line: number
  ingredient: Ingredient
  ordered: Amount
  label_temperature: string | null
  price: string | null
}
export interface Expected { order: string; number: string; supplier: Supplier; due: string; lines: ExpectedLine[] }
export interface Threshold { code: string; value: string; unit: string; source: string; provenance?: string }
export interface Person { id: string; name: string; role: string }
export type ReceiverRole = 'storekeeper' | 'food_safety_officer' | 'canteen_manager' | 'cook'

export interface DeliveryLine {
  line: number
  ingredient: string
  ordered: Amount | null
  delivered: Amount | null
  accepted: Amount
  rejected: Amount | null
  reason: string | null
  lot_code: string | null
  production_date: string | null
  expiry_date: string | null
  temperature: string | null
  label_temperature: string | null
  appearance: 'good' | 'poor' | null
  unit_price: string | null
  evidence: 'typed'
}
export interface Delivery {
  site: string
  supplier: string
  occurred_at: string
  order: string | null
  note_number: string | null
  vehicle: { plate: string | null; temperature: string | null } | null
  receivers: { person: string; role: ReceiverRole; signed_at: string }[]
  documents: string[]
  note: string | null
  lines: DeliveryLine[]
}
export interface Receipt { id: string; kind: string; revision: number; log: string; sequence: number; leaf: string; recorded_at: string }

export type BatchKind = 'source' | 'campus' | 'dish' | 'served' | 'sample' | 'dispatched'
export interface Batch {
  id: string
  kind: BatchKind
  name: string
  name_en: string | null
  lot: string | null
  party: Named | null
  at: string | null
  amount: string | null
  unit: string | null
  matched?: string | null
  storage?: string | null
  expiry_date?: string | null
  producer?: unknown
  origin?: string | null
  documents?: unknown[]
}
export type Stage = 'farm' | 'processor' | 'wholesale' | 'delivery' | 'kitchen' | 'served' | 'sample' | 'unknown'
export type Evidence = 'scanned' | 'supplier_signed' | 'measured' | 'typed' | 'photographed' | 'inferred' | 'corrected'
export interface TraceNode {
  id: string
  kind: BatchKind | 'unresolved' | 'outside'
  stage: Stage
  name: string
  name_en: string | null
  lot: string | null
  party: Named | null
  at: string | null
  amount: string | null
  unit: string | null
  temperature: string | null
  portions: number | null
  group: string | null
  state: 'served' | 'cooked' | 'in_stock' | 'rejected' | 'disposed' | 'announced' | 'unknown'
  stoppable: boolean
  depth: number
  record: { kind: string; id: string } | null
}
export interface TraceLink {
  parent: string
  child: string
  amount: string | null
  least: string | null
  greatest: string | null
  unit: string | null
  evidence: Evidence
  kind: string
  at: string | null
  record: unknown
}
export interface Trace { root: string; direction: string; nodes: TraceNode[]; links: TraceLink[]; total: number; next: string | null }
export interface RecallCampus extends Named { meals: number; portions: number; stoppable: Amount | null }
export interface Recall {
  root: string
  batches: number
  campuses: RecallCampus[]
  meals: number
  dishes: number
  portions: number
  diners: { least: number; most: number }
  groups: number
  stoppable: { amount: string; unit: string; share: string } | null
  nodes: TraceNode[]
  links: TraceLink[]
  milliseconds: number
}
export interface Report {
  id: string
  kind: string
  site: Named
  period: string
  state: 'due' | 'running' | 'ready' | 'failed'
  made_at: string | null
  pages: number | null
  bytes: number | null
  sha256: string | null
  origin: string
}
