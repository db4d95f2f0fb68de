// What a finished report holds, as the server reads it from the archived file.
import type { components } from '../lib/api'
import { get, query } from '../lib/http'
import type { Page } from '../lib/types'

type Schemas = components['schemas']
export type Contents = Schemas['ContentsAnswer']
export type Figure = Schemas['FigureAnswer']
export type Fared = Schemas['ExecutionAnswer']
export type SealedRecord = Schemas['SealedRecord']
export type SealedFinding = Schemas['SealedFinding']
export type Citation = Schemas['CitationAnswer']
export type Comparison = Schemas['ComparisonAnswer']
export type ComparedFigure = Schemas['ComparedFigure']
export type ChangedRecord = Schemas['ChangedRecord']
export type RecordState = 'met' | 'broken' | 'unknown'

const LIMIT = 50
export const recordsOf = (report: string, figure: string, state: string, after: string | null): Promise<Page<SealedRecord>> =>
  get(`/api/reports/${report}/records${query({ figure, state, after, limit: LIMIT })}`)
export const findingsOf = (report: string, rule: string, verdict: string, after: string | null): Promise<Page<SealedFinding>> =>
  get(`/api/reports/${report}/findings${query({ rule, verdict, after, limit: LIMIT })}`)
