// Pictures to look for codes in: from the camera at the back of the tablet, or from a photo.

export type Trouble = 'insecure' | 'denied' | 'none' | 'busy'
export class NoCamera extends Error {
  constructor(readonly why: Trouble) { super(why) }
}
export interface Camera {
  stream: MediaStream
  hasTorch: boolean
  torch: (on: boolean) => Promise<void>
  stop: () => void
}

/** Why a camera did not open, by the name of the browser's error. */
export const trouble = (name: string): Trouble => (name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none')

/** Opens the camera at the back, or the only one there is. Throws NoCamera. */
export async function openCamera(): Promise<Camera> {
  if (!isSecureContext) throw new NoCamera('insecure')
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) throw new NoCamera('none')
  const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }
  const stream = await devices.getUserMedia({ audio: false, video }).catch((error: unknown) => {
    throw new NoCamera(trouble(error instanceof Error ? error.name : ''))
  })
  const [track] = stream.getVideoTracks()
  const able = (track?.getCapabilities?.() ?? {}) as { torch?: boolean }
  return {
    stream,
    hasTorch: able.torch === true,
    torch: async (on) => { await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }) },
    stop: () => { for (const one of stream.getTracks()) one.stop() },
  }
}

function drawn(source: CanvasImageSource, width: number, height: number, most: number): ImageData | null {
  const shrink = Math.min(1, most / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * shrink)
  canvas.height = Math.round(height * shrink)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || !canvas.width || !canvas.height) return null
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** What the camera sees now; null until it sees anything. */
export const frame = (video: HTMLVideoElement): ImageData | null => drawn(video, video.videoWidth, video.videoHeight, 1280)

/** A photo, turned as it was taken; null where the file is no picture. */
export async function photo(file: Blob): Promise<ImageData | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const picture = drawn(bitmap, bitmap.width, bitmap.height, 2400)
  bitmap.close()
  return picture
}
