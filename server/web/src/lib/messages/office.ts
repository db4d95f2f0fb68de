import { give } from '../i18n.svelte'
import { office as en } from './en/office'
import { office as zh } from './zh/office'

give('office', zh, en)
