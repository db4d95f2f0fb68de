import type { Catalogue } from '../zh'

export const enrol: Catalogue['enrol'] = {
  title: 'Enrol this tablet',
  more: 'Once enrolled it belongs to the whole kitchen and uploads what is recorded on it; nobody needs to sign in.',
  go: 'Enrol',
  failed: 'The code is wrong or has expired. Ask the manager for another one.',
}
