// Who is signed in. A session that ends keeps the account, so that the screen and all that was typed stay. Without a
// network the account that was here last is taken up again: what it enters waits on this tablet.
import { tablet } from '../outbox/tablet.svelte'
import { call, problem, Unreachable } from './http'
import { i18n, isLanguage } from './i18n.svelte'
import type { Account, Role, Session } from './types'

let account = $state.raw<Account | null>(null)
let csrf = $state('')
let known = $state(false)
let ended = $state(false)
let away = $state(false)
let leaving = $state(false)
let waiting: (() => void)[] = []

const KEY = 'mealtrace.account'
function remembered(): Account | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Account | null
  } catch {
    return null
  }
}

/** Signed out without a network: the cookie is still here, and the server is told as soon as it answers. */
const LEAVING = 'mealtrace.leaving'
let left = $state(typeof localStorage !== 'undefined' && localStorage.getItem(LEAVING) !== null)
function setLeft(value: boolean): void {
  left = value
  if (value) localStorage.setItem(LEAVING, 'yes')
  else localStorage.removeItem(LEAVING)
}

/** Ends the session at the server; false where it was not told. */
async function end(token: string): Promise<boolean> {
  const answer = await fetch('/api/session', { method: 'DELETE', headers: { 'X-CSRF-Token': token }, credentials: 'same-origin', redirect: 'error' }).catch(() => null)
  const ended = answer !== null && [204, 401].includes(answer.status)
  if (ended) setLeft(false)
  return ended
}

function forget(): void {
  localStorage.removeItem(KEY)
  location.hash = ''
  location.reload()
}

function begin(session: Session): void {
  if (account && account.username !== session.account.username) location.reload() // another person: nothing of the last one's stays
  account = session.account
  setLeft(false)
  localStorage.setItem(KEY, JSON.stringify(account))
  away = false
  csrf = session.csrf ?? ''
  ended = false
  known = true
  if (!i18n.chosen && isLanguage(account.language)) i18n.lang = account.language
  for (const go of waiting.splice(0)) go()
}

/** In the kitchen the last account goes on at once, and where nobody was here before, somebody may sign in at once; whether
 * it is so, the server says with its first answer. */
function takeUp(): void {
  const last = remembered()
  if (last && !screens(last.role).includes('kitchen')) return
  account = last
  known = last !== null || !tablet.before
}

export const session = {
  get account(): Account | null { return account },
  get csrf(): string { return csrf },
  /** False until the first answer of the server about this browser. */
  get known(): boolean { return known },
  /** True while a person has to sign in again to go on. */
  get ended(): boolean { return ended },
  /** False while the last account was taken up and the server's first answer, whichever it is, is still to come. */
  get answered(): boolean { return csrf !== '' || away },
  /** True while the server has not answered since the page was opened, and the last account is taken up again. */
  get away(): boolean { return away },
  /** True while somebody who wants to sign out is asked whether to, since the server cannot be told. */
  get leaving(): boolean { return leaving },
  /** Somebody signed out here, and the server does not know it yet. */
  get left(): boolean { return left },
  /** Asks the server who this browser is. Throws Unreachable where nobody was here before. */
  async look(): Promise<void> {
    if (!account) takeUp() // the server's answer comes while the screen is already there
    try {
      const found = (await call('GET', '/api/session')).body as Session
      if (!left || tablet.token) begin(found) // a shared tablet's token is nobody's session
      else {
        await end(found.csrf ?? '')
        account = null
        known = true
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) {
        account = null
        ended = false
        known = true
        return
      }
      const last = account ?? remembered()
      if (!last) throw error
      account = last
      away = known = true
    }
  },
  async signIn(username: string, password: string): Promise<void> {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': i18n.lang },
      body: JSON.stringify({ username, password }),
      credentials: 'same-origin',
    }).catch((cause: unknown) => { throw new Unreachable('unreachable', { cause }) })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) throw problem(response.status, body)
    begin(body as Session)
  },
  /** Ends the session; where the server cannot be told, the person is asked first (shell/SignOut.svelte). */
  async signOut(): Promise<void> {
    if (await end(csrf)) forget()
    else leaving = true
  },
  stay(): void { leaving = false },
  /** Signs out without the server, which is told as soon as it answers. */
  leave(): void {
    setLeft(true)
    forget()
  },
  /** Resolves when the person has signed in again. */
  again(): Promise<void> {
    ended = true
    return new Promise((go) => { waiting.push(go) })
  },
}

export type Screen = 'kitchen' | 'trace' | 'findings' | 'reports' | 'schedules' | 'rules' | 'forms' | 'prices'
const SCREENS: Record<Role, Screen[]> = {
  kitchen: ['kitchen', 'findings'],
  manager: ['kitchen', 'findings', 'trace', 'reports'],
  supplier: ['trace'],
  inspector: ['trace', 'findings', 'reports', 'schedules', 'rules', 'prices', 'forms'],
  auditor: ['reports', 'schedules', 'findings', 'rules', 'trace', 'forms'],
  operator: ['trace', 'findings', 'reports', 'schedules', 'rules'],
}

/** The screens of a role; the first is where it starts. */
export const screens = (role: Role): Screen[] => SCREENS[role] ?? ['trace']
