import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The page is served at /app/ and its hashed files at /assets/, so dist/ can be mounted as it is.
export default defineConfig({
  plugins: [svelte()],
  // While developing (npm run dev, then /app/), answers come from a server started with `mealtrace serve`.
  server: { proxy: { '/api': process.env.MEALTRACE_DEV_SERVER ?? 'http://127.0.0.1:8000' } },
  build: {
    target: ['chrome99', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { app: 'app/index.html' } },
  },
})
