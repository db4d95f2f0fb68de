// Sends a PDF to be verified: by whoever it is, with its progress, which fetch does not tell.
import { problem, Unreachable } from '../lib/http'
import { i18n } from '../lib/i18n.svelte'
import type { Told } from './groups'

export const BYTES_MOST = 20_000_000

/** What verifying says. sent: the share that has left, 0 to 1. Throws Unreachable, or Problem with what the server says. */
export function verifyFile(file: Blob, sent: (share: number) => void): Promise<Told> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/verifications')
    request.setRequestHeader('Content-Type', 'application/pdf')
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', i18n.lang)
    request.upload.onprogress = (event) => { if (event.lengthComputable) sent(event.loaded / event.total) }
    request.upload.onload = () => sent(1)
    request.onerror = request.onabort = request.ontimeout = () => fail(new Unreachable('unreachable'))
    request.onload = () => {
      let told: unknown = null
      try { told = JSON.parse(request.responseText) } catch { /* a page of some network in between */ }
      if (request.status === 200 && told !== null) done(told as Told)
      else fail(told === null || request.status >= 502 ? new Unreachable(`HTTP ${request.status}`) : problem(request.status, told))
    }
    request.send(file)
  })
}
