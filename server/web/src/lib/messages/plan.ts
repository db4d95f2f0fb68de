import { give } from '../i18n.svelte'
import { plan as en } from './en/plan'
import { plan as zh } from './zh/plan'

give('plan', zh, en)
