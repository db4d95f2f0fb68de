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
/** What was found at a point, what was done, and until when the rest will be. */
export interface Found { finding: string; action: string; due: string }
export type AccompaniedMeal = Schemas['AccompaniedMealBody']
export type Opinion = Schemas['Opinion']
export type BatchTest = Schemas['BatchTestBody']
export type Result = Schemas['TestResult']
export type AdditiveUse = Schemas['AdditiveUseBody']
export type Purpose = Schemas['AdditivePurpose']
export type CameraStatus = Schemas['CameraStatusBody']
export type AlertKind = Schemas['CameraAlertKind']
export type WeeklyCheck = Schemas['WeeklyCheckBody']

/** In the order of the day. */
export const DUTIES = ['morning', 'test', 'additive', 'meal', 'tableware', 'daily', 'cameras', 'weekly'] as const
export type Duty = (typeof DUTIES)[number]
export const METHODS = ['steam', 'boiling', 'infrared', 'dishwasher', 'chlorine', 'other'] as const satisfies Method[]
export const POINTS = ['staff', 'premises', 'store', 'cold_storage', 'preparation', 'cooking', 'serving', 'tableware', 'samples', 'additives', 'waste', 'pests'] as const satisfies Point[]
export const PURPOSES = [
  'leavening', 'colour', 'flavour_enhancer', 'thickener', 'sweetener', 'coagulant', 'emulsifier', 'acidity_regulator', 'moisture_retention', 'flavouring', 'antioxidant', 'preservative', 'other',
] as const satisfies Purpose[]
export const ALERTS = ['no_hat', 'no_mask', 'no_gloves', 'work_clothes', 'smoking', 'phone', 'stranger', 'rodent', 'bin_open', 'covered_lens', 'other'] as const satisfies AlertKind[]
export const OPINIONS = ['good', 'fair', 'poor'] as const satisfies Opinion[]
export const RESULTS = ['passed', 'failed', 'inconclusive'] as const satisfies Result[]
