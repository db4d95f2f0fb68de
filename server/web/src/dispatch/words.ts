// The texts of dispatch in the language of this device, and in the other.
import { i18n } from '../lib/i18n.svelte'

type Texts = typeof i18n.t.dispatch
export const words = (): Texts => i18n.t.dispatch
export const beneath = (): Texts => i18n.beneath.dispatch

/** A title in both languages about a place that has a name in one or both. */
export function titled(place: { name: string | null; name_en: string | null } | null | undefined, text: (t: Texts, name: string) => string): { name: string; name_en: string } {
  const [zh, en] = i18n.lang === 'en' ? [beneath(), words()] : [words(), beneath()]
  return { name: text(zh, place?.name ?? ''), name_en: text(en, place?.name_en || (place?.name ?? '')) }
}
