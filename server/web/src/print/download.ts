// A PDF from the server, kept as a file for the printer. The tablet's token goes with it, which a plain link could not.
import { problem, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import { session } from '../lib/session.svelte'
import { tablet } from '../outbox/tablet.svelte'

async function ask(path: string): Promise<Response> {
  const identity: Record<string, string> = tablet.token ? { Authorization: `Bearer ${tablet.token}` } : {}
  try {
    return await fetch(path, { headers: { Accept: 'application/pdf, application/problem+json', 'Accept-Language': i18n.lang, ...identity }, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  } catch (cause) {
    throw new Unreachable('unreachable', { cause })
  }
}

/** Downloads a PDF under this name. Throws Unreachable, or Problem with what the server says no to. */
export async function download(path: string, file: string): Promise<void> {
  let response = await ask(path)
  if (response.status === 401 && session.account && !tablet.token) {
    await session.again()
    response = await ask(path)
  }
  if (!response.ok) throw problem(response.status, await response.json().catch(() => null))
  if (!(response.headers.get('Content-Type') ?? '').includes('pdf')) throw new Unreachable('portal')
  const url = URL.createObjectURL(await response.blob())
  Object.assign(document.createElement('a'), { href: url, download: file }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // some browsers read it only after the click
}
