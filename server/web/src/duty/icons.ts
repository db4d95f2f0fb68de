// The sign of each duty.
import type { IconName } from '../lib/icons'
import type { Duty } from './types'

export const DUTY_ICONS: Record<Duty, IconName> = { morning: 'person', test: 'strip', meal: 'chopsticks', tableware: 'plate', daily: 'list', additive: 'scale', cameras: 'camera', weekly: 'table' }
