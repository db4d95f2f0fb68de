// Where each screen of the kitchen but the first comes from.
import type { Chunk, ScreenId } from './screens'

export const elsewhere: Record<Exclude<ScreenId, 'receive'>, () => Promise<Chunk>> = {
  today: () => import('../cook/Today.svelte'),
  store: () => import('../store/Store.svelte'),
  cook: () => import('../cook/Cook.svelte'),
  samples: () => import('../cook/Samples.svelte'),
  dispatch: () => import('../dispatch/Dispatch.svelte'),
  temps: () => import('../store/Temps.svelte'),
  duty: () => import('../duty/Duty.svelte'),
  recorded: () => import('./Recorded.svelte'),
  print: () => import('../print/Print.svelte'),
  plan: () => import('../plan/Plan.svelte'),
  office: () => import('../office/Office.svelte'),
}
