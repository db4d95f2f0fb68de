import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

/** Writes dist/app/sw.js with the list of what the app needs without a network, and a version over all of its content. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    writeBundle(options, bundle) {
      const folder = options.dir ?? 'dist'
      const late = (name: string): number => Number(name.endsWith('.wasm')) // the reader of codes is the largest by far
      const files = Object.keys(bundle).filter((name) => !name.endsWith('.map')).sort((a, b) => late(a) - late(b) || (a < b ? -1 : 1))
      const source = readFileSync('src/sw.js', 'utf8')
      const version = createHash('sha256').update(source)
      for (const name of files) version.update(name).update(readFileSync(`${folder}/${name}`))
      mkdirSync(`${folder}/app`, { recursive: true })
      const filled = source.replace('__VERSION__', version.digest('hex').slice(0, 16)).replace("['__FILES__']", JSON.stringify(files.map((name) => `/${name}`)))
      writeFileSync(`${folder}/app/sw.js`, filled)
    },
  }
}

/** Parts of Svelte that only later screens use. */
const LATER = /svelte\/src\/.*\/(select|size|style)\.js$/
interface ModuleGraph { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** Into which file a module of the first screen goes: `first` is the shell, `receiving` the kitchen; null for all others. */
function firstFiles(): (id: string, graph: ModuleGraph) => string | null {
  const roots = { first: ['main.ts', 'lib/written.ts', 'lib/times.ts', 'lib/shelf.ts'], receiving: ['kitchen/Kitchen.svelte'] }
  const files = new Map<string, string>()
  const take = (id: string, file: string, graph: ModuleGraph): void => {
    if (files.has(id) || LATER.test(id)) return
    files.set(id, file)
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) take(next, file, graph)
  }
  return (id, graph) => {
    if (!files.size) for (const [file, from] of Object.entries(roots)) for (const one of from) take(resolve('src', one), file, graph)
    return id.startsWith('\0rolldown') ? 'first' : (files.get(id) ?? null)
  }
}

// The page is served at /app/ and its hashed files at /assets/, so dist/ can be mounted as it is.
export default defineConfig({
  plugins: [svelte(), serviceWorker()],
  // While developing (npm run dev, then /app/), answers come from a server started with `mealtrace serve`.
  server: { proxy: { '/api': process.env.MEALTRACE_DEV_SERVER ?? 'http://127.0.0.1:8000' } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome99', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: (_file, needed) => needed.filter((one) => /\.css$|runtime/.test(one)) },
    rolldownOptions: {
      input: { app: 'app/index.html' },
      treeshake: { moduleSideEffects: [{ test: LATER, sideEffects: false }] },
      // What the first screen needs comes in two files; what other screens share comes in files of its own.
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstFiles() }] } },
    },
  },
})
