// All texts in English. Its type is the Chinese catalogue's: a missing key does not compile.
import type { Catalogue } from '../zh'
import { cook } from './cook'
import { dispatch } from './dispatch'
import { enrol } from './enrol'
import { kitchen } from './kitchen'
import { office } from './office'
import { people } from './people'
import { plan } from './plan'
import { reports } from './reports'
import { schedules } from './schedules'
import { shell } from './shell'
import { store } from './store'
import { strip } from './strip'
import { trace } from './trace'
import { weigh } from './weigh'

export const en: Catalogue = { shell, strip, enrol, kitchen, cook, dispatch, store, people, office, plan, trace, reports, schedules, weigh }
