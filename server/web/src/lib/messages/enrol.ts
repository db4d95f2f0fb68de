import { give } from '../i18n.svelte'
import { enrol as en } from './en/enrol'
import { enrol as zh } from './zh/enrol'

give('enrol', zh, en)
