import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Bootstrap Italia's sheet carries its video player's icons as a `data:` font, which the content policy refuses and nobody uses. */
const withoutVideoFont: Plugin = {
  name: 'without-video-font',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('bootstrap-italia.min.css') ? code.replace(/@font-face\{font-family:VideoJS;[^}]*\}/, '') : null),
};

// Served by the server under /console/, with a strict CSP: no inline script or style, nothing from another host.
export default defineConfig({
  base: '/console/',
  plugins: [react(), withoutVideoFont],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'happy-dom',
    env: { NODE_ENV: 'test' },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testkit/setup.ts'],
    // For bundlers the kit is ES modules; here its CommonJS build loads much faster.
    alias: { 'design-react-kit': new URL('node_modules/design-react-kit/dist/index.cjs', import.meta.url).pathname },
  },
});
