import { give } from '../i18n.svelte'
import { cook as en } from './en/cook'
import { cook as zh } from './zh/cook'

give('cook', zh, en)
