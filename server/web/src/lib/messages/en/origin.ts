import type { OriginTexts } from '../zh/origin'

export const origin: OriginTexts = {
  open: 'Origin and papers',
  openMore: { pork: 'Papers of the pork', beef_mutton: 'Papers of the meat', poultry: 'Papers of the poultry' },
  lacking: 'not yet',
  title: 'Origin and papers',
  more: 'As the label, the stamp on the meat and the papers say; leave out what is not there, the goods are recorded all the same.',
  country: 'Country or region on the label',
  unseen: 'Not looked at',
  label: 'Imported food: a Chinese label?',
  labels: { yes: 'Yes', no: 'No', unseen: 'Not looked at' },
  slaughterhouse: 'Slaughterhouse (name or code of the stamp)',
  quarantine: 'Number of the quarantine certificate',
  inspection: 'Number of the meat inspection certificate',
  asf: 'Number of the African swine fever report',
  done: 'Done',
}
