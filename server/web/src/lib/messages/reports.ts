import { give } from '../i18n.svelte'
import { reports as en } from './en/reports'
import { reports as zh } from './zh/reports'

give('reports', zh, en)
