// Whose health certificate runs out when. Pure.
import { later } from '../lib/calendar'
import type { Person } from '../lib/types'

export type State = 'none' | 'expired' | 'soon' | 'fine'
export interface Expiry { person: Person; state: State; to: string | null }
const SOON_DAYS = 30
/** Who eats with the pupils or signs, and handles no food. */
const BESIDE = ['principal']
const ORDER: State[] = ['none', 'expired', 'soon', 'fine']

/** Each of the staff with the certificate that runs longest; whom somebody must look at stands first. */
export function expiries(people: readonly Person[], certificates: readonly { person: string; valid_to: string }[], today: string): Expiry[] {
  const soon = later(today, SOON_DAYS)
  return people
    .filter((one) => !BESIDE.includes(one.role))
    .map((person): Expiry => {
      const to = certificates.filter((one) => one.person === person.id).map((one) => one.valid_to).sort().at(-1) ?? null
      return { person, to, state: to === null ? 'none' : to < today ? 'expired' : to <= soon ? 'soon' : 'fine' }
    })
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.to ?? '').localeCompare(b.to ?? ''))
}
