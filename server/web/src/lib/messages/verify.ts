import { give } from '../i18n.svelte'
import { verify as en } from './en/verify'
import { verify as zh } from './zh/verify'

give('verify', zh, en)
