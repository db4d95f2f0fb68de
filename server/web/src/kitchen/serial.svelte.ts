// A scale on a serial line (Web Serial): asked for once by a tap, and found again by itself afterwards.
import { lines, type Reading, reading } from './scale'

interface Port { open: (options: { baudRate: number }) => Promise<void>; close: () => Promise<void>; readable: ReadableStream<Uint8Array> | null }
interface Serial { requestPort: () => Promise<Port>; getPorts: () => Promise<Port[]> }

/** What scales are set to when they leave the factory. */
export const RATES = [9600, 4800, 2400, 1200] as const
const KEY = 'mealtrace.scale'
/** A scale that has said nothing for so long stands there no more. */
const SILENT_MILLISECONDS = 3000

const serial = (): Serial | undefined => (navigator as { serial?: Serial }).serial

let told = $state.raw<Reading | null>(null)
let state = $state<'' | 'open' | 'lost'>('')
let rate = $state(Number(localStorage.getItem(KEY)) || RATES[0])
let timer: ReturnType<typeof setTimeout> | undefined
let port: Port | undefined
let reader: ReadableStreamDefaultReader<Uint8Array> | undefined

function hear(line: string): void {
  clearTimeout(timer)
  told = reading(line)
  timer = setTimeout(() => { told = null }, SILENT_MILLISECONDS)
}

async function listen(open: Port): Promise<void> {
  await open.open({ baudRate: rate })
  port = open
  state = 'open'
  const decoder = new TextDecoder('latin1')
  let rest = ''
  try {
    reader = open.readable?.getReader()
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      const cut = lines(rest, decoder.decode(piece.value, { stream: true }))
      rest = cut.rest
      cut.lines.forEach(hear)
    }
  } finally {
    told = null
    if (state === 'open') state = 'lost'
  }
}

export const scale = {
  get isPossible(): boolean { return serial() !== undefined },
  get rate(): number { return rate },
  get state(): '' | 'open' | 'lost' { return state },
  /** What stands on the scale now; null where it says nothing, or no weight. */
  get now(): Reading | null { return told },

  /** Lets a person choose the port; false where they chose none or it does not open. */
  async connect(): Promise<boolean> {
    const chosen = await serial()?.requestPort().catch(() => undefined)
    if (!chosen) return false
    void listen(chosen).catch(() => { state = 'lost' })
    return true
  },
  /** Opens the port that a person chose before. */
  async again(): Promise<void> {
    const [known] = state === 'open' ? [] : ((await serial()?.getPorts().catch(() => [])) ?? [])
    if (known) void listen(known).catch(() => { state = 'lost' })
  },
  async setRate(baud: number): Promise<void> {
    rate = baud
    localStorage.setItem(KEY, String(baud))
    if (state !== 'open') return
    state = ''
    await reader?.cancel().catch(() => undefined)
    reader?.releaseLock()
    await port?.close().catch(() => undefined)
    await scale.again()
  },
}
