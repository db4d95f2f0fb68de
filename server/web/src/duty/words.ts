// The texts of the daily duties; they come with this part of the app, not with the first screen.
import { i18n } from '../lib/i18n.svelte'
import { duty as en } from '../lib/messages/en/duty'
import { duty as zh, type DutyTexts } from '../lib/messages/zh/duty'

export const words = (): DutyTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): DutyTexts => (i18n.lang === 'en' ? zh : en)
/** A title in both languages. */
export const titled = (text: (w: DutyTexts) => string): { name: string; name_en: string } => ({ name: text(zh), name_en: text(en) })
