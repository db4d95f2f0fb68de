import { give } from '../i18n.svelte'
import { shell as en } from './en/shell'
import { shell as zh } from './zh/shell'

give('shell', zh, en)
