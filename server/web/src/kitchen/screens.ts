// The screens of the kitchen: what stands in the rail, and the chunk that each is. Receiving comes with the app.
import type { Component } from 'svelte'
import type { IconName } from '../lib/icons'
import type { Role } from '../lib/types'
import type { Desk } from './desk.svelte'
import Receive from './Receive.svelte'

export type ScreenId = 'receive' | 'today' | 'store' | 'cook' | 'samples' | 'dispatch' | 'temps' | 'duty' | 'recorded' | 'print' | 'plan' | 'office'
/** roles: who has it in the rail; everyone in the kitchen where nothing is said. */
export interface KitchenScreen { id: ScreenId; icon: IconName; roles?: Role[]; load: () => Promise<{ default: Component<{ desk: Desk }> }> }

const RECEIVE: KitchenScreen = { id: 'receive', icon: 'truck', load: async () => ({ default: Receive }) }

/** In the order of the rail. */
export const SCREENS: KitchenScreen[] = [
  RECEIVE,
  { id: 'today', icon: 'sun', load: () => import('../cook/Today.svelte') },
  { id: 'store', icon: 'box', load: () => import('../store/Store.svelte') },
  { id: 'cook', icon: 'pot', load: () => import('../cook/Cook.svelte') },
  { id: 'samples', icon: 'jar', load: () => import('../cook/Samples.svelte') },
  { id: 'dispatch', icon: 'van', load: () => import('../dispatch/Dispatch.svelte') },
  { id: 'temps', icon: 'therm', load: () => import('../store/Temps.svelte') },
  { id: 'duty', icon: 'duty', load: () => import('../duty/Duty.svelte') },
  { id: 'recorded', icon: 'note', load: () => import('./Recorded.svelte') },
  { id: 'print', icon: 'printer', load: () => import('../print/Print.svelte') },
  { id: 'plan', icon: 'table', roles: ['manager'], load: () => import('../plan/Plan.svelte') },
  { id: 'office', icon: 'person', roles: ['manager'], load: () => import('../office/Office.svelte') },
]

/** The screen an address names; receiving where it names none. */
export const screenOf = (id: string): KitchenScreen => SCREENS.find((screen) => screen.id === id) ?? RECEIVE
