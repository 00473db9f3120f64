import { fileURLToPath } from 'node:url'
import localesPlugin from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractsInBrowser } from './src/kit/wire/contracts-in-browser.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What every page needs, in one chunk: split apart it compresses 3 kB worse. */
const ground = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|use-sync-external-store)/',
    'node_modules/@tanstack/',
    'src/kit/ui/(Button|Icon|Live|Menu|PageHead|Skeleton|Stone|To|WentWrong|classes|drawn-icon|stone-shape|tell|words)\\.',
    'src/kit/(texts|wire/client)',
    'src/app/(texts/en|ui/(Frame|PersonButton|finder|standing|theme))\\.',
  ].join('|'),
)

/**
 * Builds the screens into `.build/screens`: hashed files, a manifest, one chunk for each route. Nothing is inlined, so that the
 * content security policy needs neither `unsafe-inline` nor a hash. `pages.css` is the style of the pages that work without script;
 * the server finds its hashed name in the manifest.
 */
export default defineConfig({
  root: here('src/app/ui'),
  // React Aria brings its words in some thirty languages; these are the ones that Cairn speaks.
  plugins: [contractsInBrowser(), react(), { ...localesPlugin.vite({ locales: ['en-US'] }), enforce: 'pre' }],
  resolve: {
    alias: [
      { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: here('src/kit/ui/drawn-icon.ts') },
      // React 19 has the store hook; the shim for older ones stays out.
      { find: 'use-sync-external-store/shim/with-selector', replacement: 'use-sync-external-store/with-selector' },
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'use-sync-external-store' },
    ],
  },
  css: { modules: { generateScopedName: '[hash:base64:5]' } },
  build: {
    outDir: here('.build/screens'),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    // The page names its first scripts; what a route needs is found when it loads. Listing it for every route took 1.7 kB, and would grow.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : files.filter(file => file.endsWith('.css'))),
    },
    target: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    rolldownOptions: {
      input: { main: here('src/app/ui/index.html'), pages: here('src/kit/ui/pages.css') },
      output: {
        // the shell names every file that a route may need; their own names are in the manifest
        chunkFileNames: 'assets/[hash:7].js',
        assetFileNames: 'assets/[hash:7][extname]',
        codeSplitting: { groups: [{ name: 'ground', test: ground }] },
      },
    },
  },
})
