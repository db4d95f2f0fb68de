import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The page is served at /app/ and its hashed files at /assets/, so dist/ can be mounted as it is.
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: ['chrome99', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { app: 'app/index.html' } },
  },
})
