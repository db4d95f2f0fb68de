// The texts of what the office records; they come with it, not with the first screen.
import { i18n } from '../lib/i18n.svelte'
import { papers as en } from '../lib/messages/en/papers'
import { papers as zh, type PapersTexts } from '../lib/messages/zh/papers'

export const words = (): PapersTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): PapersTexts => (i18n.lang === 'en' ? zh : en)
/** A title in both languages. */
export const titled = (text: (w: PapersTexts) => string): { name: string; name_en: string; count: null; amount: null } => ({ name: text(zh), name_en: text(en), count: null, amount: null })
