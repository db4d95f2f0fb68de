// What proves a correction: photographs and papers, kept on this device as documents until they are sent.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { day } from '../lib/times'
import { tablet } from '../outbox/tablet.svelte'
import { dropPicture, keepFile, keepPicture, picture } from '../outbox/pictures'
import { queue } from '../outbox/queue.svelte'
import { titled } from './words'

export const LARGEST = 5_000_000
export const MOST = 6
export const PDF = 'application/pdf'

/** A file on this device that becomes a document under its own id. */
export interface Paper { id: string; type: string }
export class TooLarge extends Error {}
export class NotPdf extends Error {}

/** Throws NotAPicture, NotPdf, TooLarge, StorageFull. */
export async function keepPaper(file: File): Promise<Paper> {
  if (file.type.startsWith('image/')) return { id: await keepPicture(file), type: 'image/jpeg' }
  if (file.type !== PDF) throw new NotPdf('no PDF')
  if (file.size > LARGEST) throw new TooLarge('too large')
  return { id: await keepFile(file), type: PDF }
}
export const drop = (paper: Paper): Promise<void> => dropPicture(paper.id)

/** Hands papers in as documents of a site; their ids. What is an entry already stays the one it is. Throws StorageFull. */
export async function handIn(papers: readonly Paper[], site: string, person: string | null): Promise<string[]> {
  for (const { id, type } of papers) {
    const blob = await picture(id)
    if (!blob || (await queue.isEntered(id))) continue
    const body = { party: site, kind: type === PDF ? 'other' : 'photo', issued_on: day(new Date()), sha256: bytesToHex(sha256(new Uint8Array(await blob.arrayBuffer()))), media_type: type, bytes: blob.size }
    await queue.add({ id, kind: 'document', path: 'documents', site, body, person, photos: [id], title: titled((w) => w.evidence) })
  }
  return papers.map((one) => one.id)
}

/** The content of a document, from this device or the server; null where neither has it yet. */
export async function contentOf(document: string): Promise<Blob | null> {
  const here = await picture(document).catch(() => undefined)
  if (here) return here
  const answer = await fetch(`/api/documents/${document}/content`, { credentials: 'same-origin', headers: tablet.token ? { Authorization: `Bearer ${tablet.token}` } : {} }).catch(() => null)
  return answer?.ok ? answer.blob() : null
}
