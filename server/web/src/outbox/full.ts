/** The tablet has no room left: the entry was not kept, and what was typed still stands on the screen. */
export class StorageFull extends Error {}

export const isFull = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'QuotaExceededError'

interface Failing { abort: () => void; done: Promise<void>; error: unknown }
/** Takes back a transaction in which something failed. Throws StorageFull, or else the cause. */
export async function takeBack(tx: Failing, cause: unknown): Promise<never> {
  try {
    tx.abort()
  } catch {
    // it is over already
  }
  await tx.done.catch(() => undefined)
  throw [cause, tx.error].some(isFull) ? new StorageFull('the tablet is full', { cause }) : cause
}
