// The screens of the kitchen: what stands in the rail, and the chunk that each is. Receiving comes with the app.
import type { Component } from 'svelte'
import type { IconName } from '../lib/icons'
import type { Desk } from './desk.svelte'
import Receive from './Receive.svelte'
import Recorded from './Recorded.svelte'

export type ScreenId = 'receive' | 'store' | 'temps' | 'recorded'
export interface KitchenScreen { id: ScreenId; icon: IconName; load: () => Promise<{ default: Component<{ desk: Desk }> }> }

const RECEIVE: KitchenScreen = { id: 'receive', icon: 'truck', load: async () => ({ default: Receive }) }

/** In the order of the rail. */
export const SCREENS: KitchenScreen[] = [
  RECEIVE,
  { id: 'store', icon: 'box', load: () => import('../store/Store.svelte') },
  { id: 'temps', icon: 'therm', load: () => import('../store/Temps.svelte') },
  { id: 'recorded', icon: 'note', load: async () => ({ default: Recorded }) },
]

/** The screen an address names; receiving where it names none. */
export const screenOf = (id: string): KitchenScreen => SCREENS.find((screen) => screen.id === id) ?? RECEIVE
