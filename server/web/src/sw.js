// Opens the app without a network. VERSION and FILES are filled in by the build (vite.config.ts). Answers of /api/ are
// never kept here.
const VERSION = '__VERSION__'
const FILES = ['__FILES__']
const SHELL = '/app/index.html'
const CACHE = `mealtrace-${VERSION}`

async function install() {
  const cache = await caches.open(CACHE)
  await Promise.all(FILES.map(async (url) => {
    // Hashed names: the same name is the same content, so a former release's copy will do.
    const kept = url.startsWith('/assets/') ? await caches.match(url) : undefined
    const response = kept ?? (await fetch(url, { cache: 'reload' }))
    const type = response.headers.get('content-type') ?? ''
    // A network that wants a log-in answers every address with its own page; that must never become the app.
    if (!response.ok || response.redirected || (!url.endsWith('.html') && type.includes('html'))) throw new Error(`not ours: ${url}`)
    await cache.put(url, response)
  }))
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith('mealtrace-') && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => { if (event.data === 'activate') self.skipWaiting() })
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  const path = request.mode === 'navigate' && /^\/app(\/|$)/.test(url.pathname) ? SHELL : url.pathname
  if (FILES.includes(path)) event.respondWith(caches.open(CACHE).then((cache) => cache.match(path)).then((kept) => kept ?? fetch(request)))
})
