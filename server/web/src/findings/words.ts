// The texts of findings; they come with their screens, not with the first one.
import { i18n } from '../lib/i18n.svelte'
import { findings as en } from '../lib/messages/en/findings'
import { findings as zh, type FindingsTexts } from '../lib/messages/zh/findings'

export const words = (): FindingsTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): FindingsTexts => (i18n.lang === 'en' ? zh : en)
/** A title in both languages. */
export const titled = (text: (w: FindingsTexts) => string): { name: string; name_en: string; count: null; amount: null } => ({ name: text(zh), name_en: text(en), count: null, amount: null })
