import { give } from '../i18n.svelte'
import { trace as en } from './en/trace'
import { trace as zh } from './zh/trace'

give('trace', zh, en)
