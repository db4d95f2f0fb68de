import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: false,
  build: { target: 'chrome99', lib: { entry: 'soak/driver.ts', formats: ['iife'], name: 'driver', fileName: 'driver' }, emptyOutDir: true },
})
