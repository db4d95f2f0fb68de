// All texts in English. Its type is the Chinese catalogue's: a missing key does not compile.
import type { Catalogue } from '../zh'
import { kitchen } from './kitchen'
import { reports } from './reports'
import { shell } from './shell'
import { store } from './store'
import { trace } from './trace'

export const en: Catalogue = { shell, kitchen, trace, reports, store }
