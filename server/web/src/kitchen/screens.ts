// The screens of the kitchen: what stands in the rail. Receiving comes with the app; where the others come from is told
// by a file of its own (elsewhere.ts), which the first screen need not wait for.
import type { Component } from 'svelte'
import type { IconName } from '../lib/icons'
import type { Role } from '../lib/types'
import type { Desk } from './desk.svelte'
import Receive from './Receive.svelte'

export type ScreenId = 'receive' | 'today' | 'store' | 'cook' | 'samples' | 'dispatch' | 'temps' | 'duty' | 'recorded' | 'print' | 'plan' | 'office'
export interface Chunk { default: Component<{ desk: Desk }> }
/** roles: who has it in the rail; everyone in the kitchen where nothing is said. */
export interface KitchenScreen { id: ScreenId; icon: IconName; roles?: Role[] }

const RECEIVE: KitchenScreen = { id: 'receive', icon: 'truck' }

/** In the order of the rail. */
export const SCREENS: KitchenScreen[] = [
  RECEIVE,
  { id: 'today', icon: 'sun' },
  { id: 'store', icon: 'box' },
  { id: 'cook', icon: 'pot' },
  { id: 'samples', icon: 'jar' },
  { id: 'dispatch', icon: 'van' },
  { id: 'temps', icon: 'therm' },
  { id: 'duty', icon: 'duty' },
  { id: 'recorded', icon: 'note' },
  { id: 'print', icon: 'printer' },
  { id: 'plan', icon: 'table', roles: ['manager'] },
  { id: 'office', icon: 'person', roles: ['manager'] },
]

/** The screen an address names; receiving where it names none. */
export const screenOf = (id: string): KitchenScreen => SCREENS.find((screen) => screen.id === id) ?? RECEIVE

export const chunkOf = async (id: ScreenId): Promise<Chunk> => (id === 'receive' ? { default: Receive } : (await import('./elsewhere')).elsewhere[id]())
