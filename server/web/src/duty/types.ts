// Short names for what the kitchen reads and writes of its daily duties.
import type { components } from '../lib/api'

type Schemas = components['schemas']
export type Duties = Schemas['DutiesAnswer']
export type Checked = Schemas['CheckedPerson']
export type MorningCheck = Schemas['MorningCheckBody']
export type Disinfection = Schemas['DisinfectionBody']
export type Method = Schemas['DisinfectionMethod']
export type DailyCheck = Schemas['DailyCheckBody']
export type Point = Schemas['CheckPoint']
export type AccompaniedMeal = Schemas['AccompaniedMealBody']
export type Opinion = Schemas['Opinion']
export type BatchTest = Schemas['BatchTestBody']
export type Result = Schemas['TestResult']

/** In the order of the day. */
export const DUTIES = ['morning', 'test', 'meal', 'tableware', 'daily'] as const
export type Duty = (typeof DUTIES)[number]
export const METHODS = ['steam', 'boiling', 'infrared', 'dishwasher', 'chlorine', 'other'] as const satisfies Method[]
export const POINTS = ['staff', 'premises', 'store', 'cold_storage', 'preparation', 'cooking', 'serving', 'tableware', 'samples', 'additives', 'waste', 'pests'] as const satisfies Point[]
export const OPINIONS = ['good', 'fair', 'poor'] as const satisfies Opinion[]
export const RESULTS = ['passed', 'failed', 'inconclusive'] as const satisfies Result[]
