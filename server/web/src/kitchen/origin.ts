// Where goods come from, and the papers of meat, as a line in hand holds them and the record says them. Pure.
import type { components } from '../lib/api'

type Body = components['schemas']['LineBody']
/** country: as ISO 3166 writes it; the others as written on stamp and papers; empty where nobody looked. */
export interface Origin { country: string; label: boolean | null; slaughterhouse: string; quarantine: string; inspection: string; asf: string }
export const UNSEEN: Origin = { country: '', label: null, slaughterhouse: '', quarantine: '', inspection: '', asf: '' }

export const HOME = 'CN'
/** What school kitchens buy from, home first. */
export const COUNTRIES = [HOME, 'AU', 'NZ', 'BR', 'AR', 'UY', 'US', 'CA', 'RU', 'TH', 'VN', 'MY', 'ID', 'PH', 'IN', 'PK', 'JP', 'KR', 'CL', 'PE', 'EC', 'NO', 'DK', 'NL', 'FR', 'ES', 'IT', 'DE', 'PL', 'UA', 'TR', 'ZA', 'MM', 'KH', 'LA', 'TW', 'HK']

/** Of which goods the stamp and certificates are asked for. */
export const isMeat = (group: string): boolean => ['pork', 'beef_mutton', 'poultry'].includes(group)
export const isImported = (origin: Origin | undefined): boolean => !!origin?.country && origin.country !== HOME
/** Whether something is written of what this food must have: pork its stamp and certificates, other meat its quarantine. */
export function isWritten(origin: Origin | undefined, group: string): boolean {
  const one = origin ?? UNSEEN
  if (isImported(one)) return true
  if (group === 'pork') return !!(one.slaughterhouse.trim() && one.quarantine.trim() && one.inspection.trim() && one.asf.trim())
  return isMeat(group) ? !!one.quarantine.trim() : one.country !== ''
}

type Told = Pick<Body, 'produced_in' | 'chinese_label' | 'slaughterhouse' | 'quarantine_number' | 'meat_inspection_number' | 'asf_report_number'>
/** What goes into the record; what nobody wrote is left out. */
export function originBody(origin: Origin | undefined): Partial<Told> {
  if (!origin) return {}
  const all: Told = {
    produced_in: origin.country || null, chinese_label: isImported(origin) ? origin.label : null, slaughterhouse: origin.slaughterhouse.trim() || null,
    quarantine_number: origin.quarantine.trim() || null, meat_inspection_number: origin.inspection.trim() || null, asf_report_number: origin.asf.trim() || null,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}
