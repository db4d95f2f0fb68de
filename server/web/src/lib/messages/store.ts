import { give } from '../i18n.svelte'
import { store as en } from './en/store'
import { store as zh } from './zh/store'

give('store', zh, en)
