import { give } from '../i18n.svelte'
import { people as en } from './en/people'
import { people as zh } from './zh/people'

give('people', zh, en)
