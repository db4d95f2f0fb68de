// The place of the keyboard. What is taken in hand from a list with a key has the focus next, Escape goes back to the
// list, and where what had the focus is taken away, the focus goes on to what came in its stead.
const TARGETS = 'a[href], button, input, select, textarea, summary, [tabindex]'
const IN_HAND = '[role=tab][aria-selected=true], [aria-current=true]'

const usable = (one: Element): one is HTMLElement => one instanceof HTMLElement && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled')

const first = (part: Element, wanted: string): HTMLElement | undefined => [...part.querySelectorAll(wanted)].find(usable)

/** Focuses what is in hand within a part of the screen, in its panel before its list; false where there is nothing. */
function enter(part: Element): boolean {
  const panel = part.querySelector('.panel')
  const next = (panel && (first(panel, IN_HAND) ?? first(panel, TARGETS))) ?? first(part, IN_HAND) ?? first(part, TARGETS)
  next?.focus()
  return !!next
}

export function keepFocus(): void {
  let around: Element[] = []
  let byKeys = false

  function mend(): void {
    const [last] = around
    if (!byKeys || !last || document.activeElement !== document.body || (last.isConnected && !last.matches(':disabled'))) return
    const parts = around.filter((one) => one !== last && one.isConnected)
    for (const part of parts) {
      const main = part.querySelector('dialog[open], main') // beyond it lies the way to other screens
      if (main?.querySelector('[aria-busy=true]') || enter(main ?? part) || main) return
    }
  }
  function taken(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest('main .left :is(button, a)') : null
    const panel = (): Element | null => document.querySelector('main .panel')
    if (event.detail || !row) return // detail counts the presses of a pointer
    const settled = (): void => { if (document.activeElement === row && row.matches('[aria-current=true]')) enter(panel() ?? row) }
    requestAnimationFrame(() => requestAnimationFrame(settled))
  }
  function back(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !document.activeElement?.closest('main .panel')) return
    document.querySelector<HTMLElement>('main .left [aria-current=true]')?.focus()
  }

  addEventListener('keydown', () => { byKeys = true }, true)
  addEventListener('pointerdown', () => { byKeys = false }, true)
  addEventListener('focusin', (event) => { around = event.composedPath().filter((one) => one instanceof Element) })
  addEventListener('click', taken)
  addEventListener('keydown', back)
  new MutationObserver(() => { if (byKeys) requestAnimationFrame(mend) }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
}
