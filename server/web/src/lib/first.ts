// What the first screen does not need waits until it can be used: on a slow line, everything at once is everything late.
let go: () => void = () => undefined
const soon = typeof requestIdleCallback === 'function' ? requestIdleCallback : (then: () => void) => setTimeout(then, 200)

/** Resolves when the page has nothing to do: what was just built can be seen. */
export const idle = (): Promise<void> => new Promise((done) => { soon(() => done()) })

export const first = {
  /** Resolves once the first screen can be used. */
  usable: new Promise<void>((resolve) => { go = resolve }),
  /** A screen says that it stands and shows what it has. */
  stands(): void { soon(go) },
}
setTimeout(go, 20_000) // no screen said so: a part that hangs must not keep the rest from being loaded
