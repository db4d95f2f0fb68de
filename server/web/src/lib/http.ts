// The only place that talks to the server: one function, one error for each way it can go wrong.
import { tablet } from '../outbox/tablet.svelte'
import { deviceClock } from './device-clock.svelte'
import { i18n } from './i18n.svelte'
import { session } from './session.svelte'

export interface Fault { pointer: string; code: string; detail: string }

/** What the server said no to (RFC 9457), with every fault at its field. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
    readonly detail: string,
    readonly errors: Fault[],
  ) {
    super(title)
  }
}

/** No answer came: the network or the server is away. Nothing is known about what was sent. */
export class Unreachable extends Error {}

export interface Sent { status: number; body: unknown }

async function send(method: string, path: string, body: string | undefined): Promise<Response> {
  await tablet.load()
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': i18n.lang }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (tablet.token) headers.Authorization = `Bearer ${tablet.token}`
  else if (method !== 'GET' && session.csrf) headers['X-CSRF-Token'] = session.csrf
  let response: Response
  try {
    response = await fetch(path, { method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...(body === undefined ? {} : { body }) })
  } catch (cause) {
    throw new Unreachable('unreachable', { cause })
  }
  // A network that wants a person to log in to it answers everything with a page of its own.
  if (response.ok && response.status !== 204 && !(response.headers.get('Content-Type') ?? '').includes('json')) throw new Unreachable('portal')
  deviceClock.learn(response.headers.get('Date'))
  return response
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function problem(status: number, body: unknown): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const words = (key: string): string => (typeof told[key] === 'string' ? told[key] : '')
  return new Problem(status, words('code'), words('title') || `HTTP ${status}`, words('detail'), Array.isArray(told.errors) ? (told.errors as Fault[]) : [])
}

/** Sends and reads JSON. A lost session waits for the person to sign in again, then sends the same bytes once more. */
export async function call(method: string, path: string, body?: string): Promise<Sent> {
  let response = await send(method, path, body)
  if (response.status === 401 && session.account && session.answered && !tablet.token) {
    await session.again()
    response = await send(method, path, body)
  }
  const answer = await read(response)
  if ([502, 503, 504].includes(response.status)) throw new Unreachable(`HTTP ${response.status}`)
  if (!response.ok) throw problem(response.status, answer)
  return { status: response.status, body: answer }
}

export const get = async <T>(path: string): Promise<T> => (await call('GET', path)).body as T

export const query = (values: Record<string, string | number | null | undefined>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  return search.size ? `?${search}` : ''
}
