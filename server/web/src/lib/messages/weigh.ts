import { give } from '../i18n.svelte'
import { weigh as en } from './en/weigh'
import { weigh as zh } from './zh/weigh'

give('weigh', zh, en)
