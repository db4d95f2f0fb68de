// Times as people of the school read them: Beijing time, whatever the device's zone says.
const ZONE = 'Asia/Shanghai'

const parts = (at: Date): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )

/** "2026-11-23" of a moment (or of a date as it is). */
export function day(iso: string | Date): string {
  if (typeof iso === 'string' && iso.length === 10) return iso
  const p = parts(new Date(iso))
  return `${p.year}-${p.month}-${p.day}`
}

/** "11-23" */
export const shortDay = (iso: string): string => day(iso).slice(5)

/** "06:42" */
export function clock(iso: string | Date): string {
  const p = parts(new Date(iso))
  return `${p.hour}:${p.minute}`
}

/** "11-23 06:42" for a moment, "11-23" for a date. */
export const moment = (iso: string): string => (iso.length === 10 ? shortDay(iso) : `${shortDay(iso)} ${clock(iso)}`)

/** "11月23日 周一" or "Mon 23 Nov" */
export function spoken(at: Date, lang: string): string {
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { timeZone: ZONE, month: lang === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' })
    .format(at)
    .replace(/(\d日)(周)/, '$1 $2')
}
