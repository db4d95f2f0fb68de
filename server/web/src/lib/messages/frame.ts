// The part of the kitchen's texts that its first screen shows.
import { give } from '../i18n.svelte'
import { frame as en } from './en/frame'
import { frame as zh } from './zh/frame'

give('kitchen', zh, en)
