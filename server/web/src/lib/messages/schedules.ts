import { give } from '../i18n.svelte'
import { schedules as en } from './en/schedules'
import { schedules as zh } from './zh/schedules'

give('schedules', zh, en)
