import { give } from '../i18n.svelte'
import { sealed as en } from './en/sealed'
import { sealed as zh } from './zh/sealed'

give('sealed', zh, en)
