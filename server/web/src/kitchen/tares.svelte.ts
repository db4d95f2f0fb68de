// The empty baskets of this kitchen and what they weigh, kept on this tablet whoever stands at it.
export const BASKETS = ['basket', 'large', 'box', 'bucket', 'tray'] as const
/** what: one of BASKETS, said in the reader's language; kg: of one, a decimal. */
export interface Basket { what: (typeof BASKETS)[number]; kg: string }

const KEY = 'mealtrace.baskets'
const MOST = 6
function read(): Basket[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Basket[]
  } catch {
    return []
  }
}
let all = $state.raw<Basket[]>(read())

function keep(baskets: Basket[]): void {
  all = baskets
  localStorage.setItem(KEY, JSON.stringify(baskets))
}

export const tares = {
  get all(): Basket[] { return all },
  /** The one used last stands first. */
  use(basket: Basket): void { keep([basket, ...all.filter((one) => one !== basket && !(one.what === basket.what && one.kg === basket.kg))].slice(0, MOST)) },
  drop(basket: Basket): void { keep(all.filter((one) => one !== basket)) },
}
