// The language of this device, and its texts. A text that one language lacks does not compile; a part's texts come with
// the screen that imports them (lib/messages/README.md).
import type { Catalogue } from './messages/zh'

const CATALOGUES = { 'zh-CN': {} as Catalogue, en: {} as Catalogue }
export type Language = keyof typeof CATALOGUES
export const isLanguage = (text: string): text is Language => Object.hasOwn(CATALOGUES, text)

/** Adds texts of a part in both languages, when the module that holds them is loaded. */
export function give<Part extends keyof Catalogue>(part: Part, zh: Partial<Catalogue[Part]>, en: Partial<Catalogue[Part]>): void {
  Object.assign((CATALOGUES['zh-CN'][part] ??= {} as Catalogue[Part]), zh)
  Object.assign((CATALOGUES.en[part] ??= {} as Catalogue[Part]), en)
}

const KEY = 'mealtrace.language'
const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
let lang = $state<Language>(kept && isLanguage(kept) ? kept : 'zh-CN')

export const i18n = {
  get lang(): Language { return lang },
  set lang(value: Language) { lang = value },
  /** The language beneath: English under Chinese, Chinese under English. */
  get other(): Language { return lang === 'en' ? 'zh-CN' : 'en' },
  get t(): Catalogue { return CATALOGUES[lang] },
  get beneath(): Catalogue { return CATALOGUES[lang === 'en' ? 'zh-CN' : 'en'] },
  /** Whether a person chose on this device; then an account's own language gives way. */
  get chosen(): boolean { return localStorage.getItem(KEY) !== null },
  choose(value: Language): void {
    lang = value
    localStorage.setItem(KEY, value)
  },
}

/** A name in the reader's language, or the only one there is. */
export const name = (thing: { name: string | null; name_en?: string | null }): string =>
  (i18n.lang === 'en' ? thing.name_en || thing.name : thing.name) ?? ''

/** The name for the quieter line beneath; empty when it would repeat the first. */
export const nameBeneath = (thing: { name: string | null; name_en?: string | null }): string =>
  i18n.lang === 'en' ? (thing.name_en ? (thing.name ?? '') : '') : thing.name_en || ''
