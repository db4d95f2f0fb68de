// Whether this tablet types in what was written on paper, and for what time. It stays so until a person ends it.
const KEY = 'mealtrace.paper'
const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
let at = $state(kept && !Number.isNaN(Date.parse(kept)) ? kept : null)

export const paper = {
  /** When what is entered now happened, as the paper says; null: it happens now. */
  get at(): string | null { return at },
  begin(moment: string): void {
    at = moment
    localStorage.setItem(KEY, moment)
  },
  end(): void {
    at = null
    localStorage.removeItem(KEY)
  },
}

/** The moment that entries made now are about: the paper's, or this one. */
export const writtenNow = (): Date => (at ? new Date(at) : new Date())
