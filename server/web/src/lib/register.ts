// Registers the service worker and looks for new releases of it, once the first screen stands.
import { release } from './release.svelte'

export function register(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // The other tabs take it up too, when nobody is looking: the files of the release that they run are gone.
  if (navigator.serviceWorker.controller) {
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (document.hidden) location.reload()
      else document.addEventListener('visibilitychange', () => location.reload(), { once: true })
    }, { once: true })
  }
  const look = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => { if (worker.state === 'installed' && navigator.serviceWorker.controller) release.found(worker) })
  }
  void navigator.serviceWorker.register('/app/sw.js', { scope: '/app/', updateViaCache: 'none' }).then((registration) => {
    if (registration.waiting && navigator.serviceWorker.controller) release.found(registration.waiting)
    look(registration.installing)
    registration.addEventListener('updatefound', () => look(registration.installing))
    setInterval(() => void registration.update().catch(() => undefined), 3_600_000)
  }).catch(() => undefined) // a portal's page in place of the worker: the next start tries again
}
