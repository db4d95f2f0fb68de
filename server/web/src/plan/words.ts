// The texts of planning in the language of this device; they come with this part of the app, not with the first screen.
import { i18n } from '../lib/i18n.svelte'
import { plan as en } from '../lib/messages/en/plan'
import { plan as zh, type PlanTexts } from '../lib/messages/zh/plan'

export const words = (): PlanTexts => (i18n.lang === 'en' ? en : zh)
/** The same in the language beneath. */
export const beneath = (): PlanTexts => (i18n.lang === 'en' ? zh : en)

/** A title in both languages. */
export const inBoth = (text: (t: PlanTexts, name: (thing: { name: string | null; name_en?: string | null }) => string) => string): { name: string; name_en: string } => ({
  name: text(zh, (thing) => thing.name ?? ''),
  name_en: text(en, (thing) => thing.name_en || (thing.name ?? '')),
})
export const allergenNames = (all: readonly string[]): string => all.map((one) => i18n.t.kitchen.allergens[one] ?? one).join(i18n.lang === 'en' ? ', ' : '、')
