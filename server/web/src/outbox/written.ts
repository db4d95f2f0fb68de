// What is typed in from a paper form: it happened when the paper says, and the record says that it comes from paper. Pure.

/** Where the kinds of record tell when they happened. */
const MOMENTS = ['occurred_at', 'taken_at', 'disposed_at', 'tested_at']
interface Signed { signed_at?: unknown }

/** A body as it is recorded, and when it happened on paper: null where nothing is typed in, or the body tells no time. */
export function asWritten(body: unknown, at: string | null): { body: unknown; paper: string | null } {
  const told = (body ?? {}) as Record<string, unknown>
  const moments = MOMENTS.filter((one) => typeof told[one] === 'string')
  if (!at || !moments.length) return { body, paper: null }
  const receivers = Array.isArray(told.receivers) ? { receivers: (told.receivers as Signed[]).map((one) => ({ ...one, signed_at: at })) } : {}
  return { body: { ...told, ...Object.fromEntries(moments.map((one) => [one, at])), ...receivers, from_paper: true }, paper: at }
}
