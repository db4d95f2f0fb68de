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

interface ModuleGraph { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** Parts of Svelte that only later screens use, though its own modules name them. */
const LATER = /svelte\/src\/.*\/(actions|clone|select|size|style|this)\.js$/

/** What an order shows comes with its list, in one file: two that wait for each other would be two round trips. */
const FOOD = /src\/(kitchen\/Preview|lib\/FoodPicture|lib\/written)\b/

/** Names the file of each module: `first` for all that the first screen needs, null for what comes later. */
function firstFile(): (id: string, graph: ModuleGraph) => string | null {
  const needed = new Set<string>()
  const take = (id: string, graph: ModuleGraph): void => {
    if (needed.has(id) || LATER.test(id)) return
    needed.add(id)
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) take(next, graph)
  }
  return (id, graph) => {
    if (!needed.size) take(resolve('src/main.ts'), graph)
    return needed.has(id) ? 'first' : null
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
    // Only style sheets must be there before a later screen; naming its scripts as well would make the first file longer.
    modulePreload: { polyfill: false, resolveDependencies: (_file, needed) => needed.filter((one) => one.endsWith('.css')) },
    rolldownOptions: {
      input: { app: 'app/index.html' },
      // The first screen, with all that it needs, is one file: each further one would cost a slow line a round trip.
      treeshake: { moduleSideEffects: [{ test: LATER, sideEffects: false }] },
      output: {
        // The first file names the style sheet of each later screen: short names keep it short.
        assetFileNames: ({ names }) => (/^(?!first).*\.css$/.test(names[0] ?? '') ? 'assets/[hash][extname]' : 'assets/[name]-[hash][extname]'),
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstFile() }, { name: 'food', test: FOOD }] },
      },
    },
  },
})
