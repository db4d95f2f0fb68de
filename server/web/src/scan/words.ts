// The texts of scanning in the language of this device; they come with this part of the app, not with the first screen.
import { i18n } from '../lib/i18n.svelte'
import { scan as en } from '../lib/messages/en/scan'
import { type ScanTexts, scan as zh } from '../lib/messages/zh/scan'

export const words = (): ScanTexts => (i18n.lang === 'en' ? en : zh)
