// What this tablet recorded and the server has not told of yet, laid over the server's last word. Pure.
import { convert, minus, plus } from '../lib/amounts'
import { campusBatch, madeBatch } from '../lib/derive'
import { dutiesWith } from '../duty/duties'
import { later } from '../lib/calendar'
import { day as dayOf } from '../lib/times'
import type { Amount, Delivery, Ingredient } from '../lib/types'
import type { Entry } from '../outbox/store'
import type { Cooking, Day, DispatchReceipt, DayDish, DayMeal, Meal, Recorded, RetainedSample, Sample, SampleDisposal, Serving, Stock } from './types'

export type Waiting = Pick<Entry, 'id' | 'kind' | 'site' | 'bytes' | 'state' | 'sentAt'>

/** Entries that an answer of the server cannot hold yet: those that wait, and those that were sent after it. */
export const unseen = (entries: Waiting[], site: string, at: string): Waiting[] =>
  entries.filter((one) => one.site === site && (one.state === 'waiting' || (one.state === 'sent' && (one.sentAt ?? '') > at))).sort((a, b) => (a.id < b.id ? -1 : 1))

const of = <T>(entries: Waiting[], kind: string): { id: string; body: T }[] => entries.filter((one) => one.kind === kind).map((one) => ({ id: one.id, body: JSON.parse(one.bytes) as T }))

const NONE = { count: 0, portions: 0, amount: null, unit: null }
const ORDER: (Meal | null)[] = ['breakfast', 'lunch', 'dinner', 'snack', null]

/** The day with what was cooked, served, kept, thrown away and received on this tablet. */
export function dayWith(told: Day, entries: Waiting[], keptFor: number): Day {
  const day: Day = { ...told, meals: told.meals.map((meal) => ({ ...meal, dishes: meal.dishes.map((dish) => ({ ...dish, batches: [...dish.batches] })) })) }
  for (const { id, body } of of<Cooking>(entries, 'cooking')) {
    const batch = madeBatch(id)
    if (dayOf(body.occurred_at) !== day.day || dishes(day).some((dish) => dish.batches.some((one) => one.batch === batch))) continue
    dishOf(day, body).batches.push({ batch, how: 'cooked', at: body.ended_at ?? body.occurred_at, portions: body.portions, amount: null, unit: null, temperature: body.core_temperature })
  }
  const arrived = of<DispatchReceipt>(entries, 'dispatch_receipt')
  for (const { id, body } of arrived) {
    for (const item of body.items) {
      const batch = campusBatch(id, item.line)
      if (item.accepted?.amount === '0' || dayOf(body.occurred_at) !== day.day || dishes(day).some((dish) => dish.batches.some((one) => one.batch === batch))) continue
      const dish = dishOf(day, { meal: null, recipe: null, dish: item.dish ?? '', dish_en: item.dish_en })
      dish.batches.push({ batch, how: 'received', at: body.occurred_at, portions: item.portions, amount: null, unit: null, temperature: item.temperature })
    }
  }
  for (const { body } of of<Serving>(entries, 'serving')) {
    for (const dish of madeOf(day, body.dishes.map((one) => one.batch))) dish.served = { ...dish.served, count: dish.served.count + 1, portions: dish.served.portions + body.portions }
  }
  const gone = new Set(of<SampleDisposal>(entries, 'sample_disposal').map(({ body }) => body.sample))
  const samples = [...day.samples]
  for (const { id, body } of of<RetainedSample>(entries, 'retained_sample')) {
    if (samples.some((one) => one.id === id)) continue
    samples.push(sampleOf(id, body, keptFor))
    for (const dish of madeOf(day, [body.batch])) dish.sampled = { ...dish.sampled, count: dish.sampled.count + 1 }
  }
  const here = new Set(of<Delivery>(entries, 'delivery').map(({ body }) => body.order))
  const duties = dutiesWith(told.duties, entries, told.day)
  return { ...day, duties, samples: samples.filter((one) => !gone.has(one.id)), expected: day.expected.filter((one) => !here.has(one.order)), on_the_way: day.on_the_way.filter((one) => !arrived.some(({ body }) => body.dispatch === one.id)) }
}

const dishes = (day: Day): DayDish[] => day.meals.flatMap((meal) => meal.dishes)
const madeOf = (day: Day, batches: string[]): DayDish[] => dishes(day).filter((dish) => dish.batches.some((one) => batches.includes(one.batch)))

/** The dish that was cooked, as the server finds it: by recipe where both name one, else by name; a new one else. */
function dishOf(day: Day, body: Pick<Cooking, 'meal' | 'recipe' | 'dish'> & { dish_en?: string | null }): DayDish {
  const among = body.meal ? day.meals.filter((meal) => meal.meal === body.meal) : day.meals
  const found = among.flatMap((meal) => meal.dishes).find((dish) => (dish.recipe && body.recipe ? dish.recipe === body.recipe : dish.dish === body.dish))
  if (found) return found
  const made: DayDish = { line: null, recipe: body.recipe, dish: body.dish, dish_en: body.dish_en ?? null, instead_of: null, portions: null, batches: [], sampled: NONE, served: NONE }
  let meal: DayMeal | undefined = day.meals.find((one) => one.meal === body.meal)
  if (!meal) {
    meal = { meal: body.meal, menus: [], published: false, dishes: [], headcounts: [] }
    day.meals.push(meal)
    day.meals.sort((a, b) => ORDER.indexOf(a.meal) - ORDER.indexOf(b.meal))
  }
  meal.dishes.push(made)
  return made
}

function sampleOf(id: string, body: RetainedSample, keptFor: number): Sample {
  const keep_until = body.keep_until ?? new Date(Date.parse(body.taken_at) + keptFor).toISOString()
  return {
    id, batch: madeBatch(id), dish: body.dish, meal: body.meal, amount: body.amount ? convert(body.amount.amount, body.amount.unit, 'kg') : null, unit: 'kg',
    taken_at: body.taken_at, keep_until, may_discard: false,
  }
}

/** The servings of a day, the server's and this tablet's. */
export function servingsWith(told: Recorded<Serving>[], entries: Waiting[], day: string): Serving[] {
  const known = new Set(told.map((one) => one.id))
  return [...told.filter((one) => !one.voided), ...of<Serving>(entries, 'serving').filter((one) => !known.has(one.id))].map((one) => one.body).filter((one) => dayOf(one.occurred_at) === day)
}

/** The store after the cookings of this tablet, and with the goods that were received on it. */
export function stockWith(told: Stock[], entries: Waiting[], ingredients: Ingredient[], today: string): Stock[] {
  const stock = new Map(told.map((item) => [item.batch, item.state === 'held' ? item : { ...item, state: stateOf(item.expiry_date, today) }])) // what was told yesterday may have expired since
  for (const { id, body } of of<Delivery>(entries, 'delivery')) {
    for (const line of body.lines) {
      const batch = campusBatch(id, line.line)
      const accepted = line.accepted ?? line.delivered
      if (!accepted || stock.has(batch)) continue
      const ingredient = ingredients.find((one) => one.id === line.ingredient)
      const remaining = inStore(accepted)
      stock.set(batch, {
        batch, lot: line.lot_code ?? null, supplier: null, arrived: dayOf(body.occurred_at), expiry_date: line.expiry_date ?? null, remaining, least: remaining,
        ingredient: { id: line.ingredient, name: ingredient?.name ?? null, name_en: ingredient?.name_en ?? null, storage: ingredient?.storage ?? null },
        state: stateOf(line.expiry_date ?? null, today),
      })
    }
  }
  for (const { body } of of<Cooking>(entries, 'cooking')) {
    for (const { batch, amount } of body.inputs ?? []) {
      const item = stock.get(batch)
      if (item && amount) stock.set(batch, { ...item, remaining: less(item.remaining, amount), least: less(item.least, amount) })
    }
  }
  const last = '9999'
  return [...stock.values()].filter((item) => item.remaining.amount !== '0').sort((a, b) => ((a.expiry_date ?? last) < (b.expiry_date ?? last) ? -1 : (a.expiry_date ?? last) > (b.expiry_date ?? last) ? 1 : 0))
}

function inStore(amount: Amount): Stock['remaining'] {
  for (const unit of ['kg', 'l']) {
    const same = convert(amount.amount, amount.unit, unit)
    if (same !== null) return { amount: same, unit }
  }
  return { amount: amount.amount, unit: amount.unit === '个' ? 'piece' : amount.unit }
}

function less(left: Stock['remaining'], taken: Amount): Stock['remaining'] {
  const same = left.unit && convert(taken.amount, taken.unit, left.unit)
  if (!same || left.amount === null) return left
  const rest = minus(left.amount, same)
  return { ...left, amount: rest.startsWith('-') ? '0' : plus(rest, '0') }
}

const SOON_DAYS = 2
/** As the server says it: a batch may be used on the last day its label names. */
function stateOf(expiry: string | null, today: string): Stock['state'] {
  if (expiry === null || expiry > later(today, SOON_DAYS)) return 'ok'
  return expiry < today ? 'expired' : 'expires_soon'
}
