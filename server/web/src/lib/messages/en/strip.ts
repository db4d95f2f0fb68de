import type { Catalogue } from '../zh'

export const strip: Catalogue['strip'] = {
  noHttps: 'No HTTPS: opening without a network, scanning and photos do not work. Ask the operator to install the certificate as the deployment guide says.',
  clockAhead: (time) => `This tablet’s clock is ${time} ahead.`,
  clockBehind: (time) => `This tablet’s clock is ${time} behind.`,
  clockMore: 'Go on recording: the difference is kept with it. Switch on “automatic date and time” in the tablet’s settings.',
  time: { days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`, hours: (count) => `${count} ${count === 1 ? 'hour' : 'hours'}`, minutes: (count) => `${count} minutes` },
  release: 'A new release is here',
  leave: 'No network. Sign out all the same?',
  leaveMore: 'Nobody can sign in on this device again until the network is back. What has not been sent stays here and goes out after the next sign-in. The server learns that you signed out when the network is back.',
  leaveYes: 'Sign out',
  leaveNo: 'Stay signed in',
  left: 'You are signed out. The server is told as soon as the network is back; then you can sign in again.',
  releaseTake: 'Tap to take it up; what you typed stays',
}
