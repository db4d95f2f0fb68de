// The texts of reference prices; they come with their screen, not with the first one.
import { i18n } from '../lib/i18n.svelte'
import { prices as en } from '../lib/messages/en/prices'
import { prices as zh, type PricesTexts } from '../lib/messages/zh/prices'

export const words = (): PricesTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): PricesTexts => (i18n.lang === 'en' ? zh : en)
/** A title in both languages about a food. */
export const titled = (food: { name: string; name_en: string | null }, text: (w: PricesTexts, name: string) => string): { name: string; name_en: string; count: null } => ({ name: text(zh, food.name), name_en: text(en, food.name_en || food.name), count: null })
