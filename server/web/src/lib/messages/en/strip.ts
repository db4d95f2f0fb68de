import type { Catalogue } from '../zh'

export const strip: Catalogue['strip'] = {
  noHttps: 'No HTTPS: opening without a network, scanning and photos do not work. Ask the operator to install the certificate as the deployment guide says.',
  clockAhead: (time) => `This tablet’s clock is ${time} ahead.`,
  clockBehind: (time) => `This tablet’s clock is ${time} behind.`,
  clockMore: 'Go on recording: the difference is kept with it. Switch on “automatic date and time” in the tablet’s settings.',
  time: { days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`, hours: (count) => `${count} ${count === 1 ? 'hour' : 'hours'}`, minutes: (count) => `${count} minutes` },
  release: 'A new release is here',
  releaseTake: 'Tap to take it up; what you typed stays',
}
