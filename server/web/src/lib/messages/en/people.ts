import type { Catalogue } from '../zh'

export const people: Catalogue['people'] = {
  who: 'Who is at this tablet?',
  another: 'Somebody else',
  wrong: 'The PIN is wrong. Try again.',
  paused: 'Five wrong ones: please wait a minute.',
  entered: (count) => `${count} of 4 digits entered`,
  nobody: 'Nobody has a PIN yet',
  nobodyMore: 'The canteen manager adds people under “Staff and tablets”.',
  tablet: 'Shared tablet',
}
