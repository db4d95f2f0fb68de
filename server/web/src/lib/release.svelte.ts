// The service worker that opens this app without a network, and a new release of it, which waits for a tap.
let waiting = $state.raw<ServiceWorker | null>(null)

export const release = {
  /** A new release is here and waits. */
  get ready(): boolean { return waiting !== null },
  /** A new release has come. */
  found(worker: ServiceWorker): void { waiting = worker },
  /** Takes the new release up and opens the page anew; what was typed is kept on this tablet. */
  take(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting?.postMessage('activate')
  },
}
