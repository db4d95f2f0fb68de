// The texts of dispatch in the language of this device, and in the other; they come with this screen, not with the app.
import { i18n } from '../lib/i18n.svelte'
import { dispatch as en } from '../lib/messages/en/dispatch'
import { type DispatchTexts, dispatch as zh } from '../lib/messages/zh/dispatch'

export const words = (): DispatchTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): DispatchTexts => (i18n.lang === 'en' ? zh : en)

/** A title in both languages about a place that has a name in one or both. */
export const titled = (place: { name: string | null; name_en: string | null } | null | undefined, text: (t: DispatchTexts, name: string) => string): { name: string; name_en: string } =>
  ({ name: text(zh, place?.name ?? ''), name_en: text(en, place?.name_en || (place?.name ?? '')) })
