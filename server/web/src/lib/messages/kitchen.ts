import { give } from '../i18n.svelte'
import { kitchen as en } from './en/kitchen'
import { kitchen as zh } from './zh/kitchen'

give('kitchen', zh, en)
