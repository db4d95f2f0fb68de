// 中文（默认语言）的全部文字。英文目录按此类型编写，缺一条就不能编译。
import { cook } from './cook'
import { dispatch } from './dispatch'
import { enrol } from './enrol'
import { kitchen } from './kitchen'
import { office } from './office'
import { people } from './people'
import { plan } from './plan'
import { reports } from './reports'
import { schedules } from './schedules'
import { sealed } from './sealed'
import { shell } from './shell'
import { store } from './store'
import { strip } from './strip'
import { trace } from './trace'
import { verify } from './verify'
import { weigh } from './weigh'

export const zh = { shell, strip, enrol, kitchen, cook, dispatch, store, people, office, plan, trace, reports, schedules, sealed, verify, weigh }
export type Catalogue = typeof zh
