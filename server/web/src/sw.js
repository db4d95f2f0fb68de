// Opens the app without a network. VERSION and FILES are filled in by the build (vite.config.ts). Answers of /api/ are
// never kept here.
const VERSION = '__VERSION__'
const FILES = ['__FILES__']
const SHELL = '/app/index.html'
const CACHE = `mealtrace-${VERSION}`
/** So many files are fetched at a time: the kitchen is working on the same line meanwhile. */
const AT_A_TIME = 2

async function keep(cache, url) {
  // Hashed names: the same name is the same content, so what a former release or the page itself loaded will do.
  const hashed = url.startsWith('/assets/')
  const kept = hashed ? await caches.match(url) : undefined
  const response = kept ?? (await fetch(url, { cache: hashed ? 'default' : 'reload', priority: 'low' }))
  const type = response.headers.get('content-type') ?? ''
  // A network that wants a log-in answers every address with its own page; that must never become the app.
  if (!response.ok || response.redirected || (!url.endsWith('.html') && type.includes('html'))) throw new Error(`not ours: ${url}`)
  await cache.put(url, response)
}

async function install() {
  const cache = await caches.open(CACHE)
  const left = [...FILES]
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    for (let url = left.shift(); url; url = left.shift()) await keep(cache, url)
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
