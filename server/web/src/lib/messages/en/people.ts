import type { Catalogue } from '../zh'

export const people: Catalogue['people'] = {
  who: 'Who is at this tablet?',
  another: 'Somebody else',
  wrong: 'The PIN is wrong. Try again.',
  paused: 'Five wrong ones: please wait a minute.',
  entered: (count) => `${count} of 4 digits entered`,
  nobody: 'Nobody has a PIN yet',
  nobodyMore: 'The canteen manager adds people under “Office”.',
  change: 'Change PIN',
  changeOld: 'PIN expired: change it',
  changeMore: 'Needs a network. Nobody else sees it.',
  needsNetwork: 'No network: it cannot be changed now. The old PIN goes on working.',
  notTheSame: 'They differ. Once more, please.',
  changed: 'PIN changed',
  goodUntil: (day) => `good until ${day}`,
  steps: { old: 'Your old PIN', new: 'Your new PIN', again: 'The new one again' },
  tablet: 'Shared tablet',
}
