// The morning check as it is typed in: everyone on duty is fit until a person says otherwise. Pure.
import type { Checked, MorningCheck } from './types'

/** off: not at work today, and in no record. */
export type Said = 'fit' | 'unfit' | 'off'
export interface Line { person: string; said: Said; away: boolean | null; at: string | null }

const saidOf = (known: Checked | undefined): Said => (known && !known.fit ? 'unfit' : 'fit')

/** Each person with what was recorded today, and what was said here since. */
export function linesOf(people: readonly string[], checked: readonly Checked[], said: Readonly<Record<string, Said>>, away: Readonly<Record<string, boolean>>): Line[] {
  return people.map((person) => {
    const known = checked.find((one) => one.person === person)
    const now = said[person] ?? saidOf(known)
    return { person, said: now, away: now === 'unfit' ? (away[person] ?? known?.sent_away ?? null) : null, at: known?.at ?? null }
  })
}

/** What a record would say that none says yet. */
export function peopleOf(lines: readonly Line[], checked: readonly Checked[]): MorningCheck['people'] {
  return lines
    .filter((line) => line.said !== 'off')
    .map((line) => ({ person: line.person, fit: line.said === 'fit', sent_away: line.away }))
    .filter((line) => !checked.some((one) => one.person === line.person && one.fit === line.fit && (line.fit || one.sent_away === line.sent_away)))
}
