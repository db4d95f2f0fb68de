import { give } from '../i18n.svelte'
import { dispatch as en } from './en/dispatch'
import { dispatch as zh } from './zh/dispatch'

give('dispatch', zh, en)
