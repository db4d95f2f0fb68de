import { give } from '../i18n.svelte'
import { strip as en } from './en/strip'
import { strip as zh } from './zh/strip'

give('strip', zh, en)
