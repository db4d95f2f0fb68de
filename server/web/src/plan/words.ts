// How the texts of planning are read and put together.
import { i18n } from '../lib/i18n.svelte'
import type { Catalogue } from '../lib/messages/zh'

type Texts = Catalogue['plan']
export const words = (): Texts => i18n.t.plan
/** The same in the language beneath. */
export const beneath = (): Texts => i18n.beneath.plan

/** A title in both languages. */
export function inBoth(text: (t: Texts, name: (thing: { name: string | null; name_en?: string | null }) => string) => string): { name: string; name_en: string } {
  const [zh, en] = i18n.lang === 'en' ? [beneath(), words()] : [words(), beneath()]
  return { name: text(zh, (thing) => thing.name ?? ''), name_en: text(en, (thing) => thing.name_en || (thing.name ?? '')) }
}
export const allergenNames = (all: readonly string[]): string => all.map((one) => i18n.t.kitchen.allergens[one] ?? one).join(i18n.lang === 'en' ? ', ' : '、')
