/** The built screens: built again when their sources changed, served from memory-mapped names, never from a path that a request made up. */
import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const built = join(checkout, '.build', 'screens')
const sources = [
  'src/**/ui/**/*',
  'src/kit/http/pages.css',
  'src/*/contract.ts',
  'src/*/rules.ts',
  'src/*/rules/**/*.ts',
  'src/*/contract/**/*.ts',
  'src/kit/{wire,texts,time}/**/*.ts',
  'src/*/texts/*.json',
  'vite.config.ts',
  'package-lock.json',
]

/** Hash of everything that the screens are made of; times of files say nothing after a checkout. */
async function sourceHash(): Promise<string> {
  const files: string[] = []
  for await (const file of glob(sources, { cwd: checkout, withFileTypes: false })) if (extname(file) !== '') files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(await readFile(join(checkout, file)))
  return hash.digest('hex')
}

/** The screens in `.build` are those of the sources as they are now. */
export async function buildScreensWhenStale(log: (message: string) => void): Promise<void> {
  const hash = await sourceHash()
  const stamp = join(built, 'sources.sha256')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return
  log('Building the screens. This takes some seconds, whenever they changed.')
  await asInProduction(async () => {
    const { build } = await import('vite')
    await build({ configFile: join(checkout, 'vite.config.ts'), logLevel: 'error', clearScreen: false })
  })
  await writeFile(stamp, hash)
}

/** Libraries look at NODE_ENV: built under a test runner, the screens would be larger, slower, and would speak to developers. */
async function asInProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json; charset=utf-8',
}

export interface Screens {
  file(path: string): Promise<Response | null>
  shell(): Promise<Response>
}

/** For processes that serve no screens. */
export const noScreens: Screens = { file: async () => null, shell: async () => new Response(null, { status: 404 }) }

/** The built files by their addresses, all in memory (under 2 MB). `/pages/pages.css` is the style of pages without script. */
export async function screensBuilt(): Promise<Screens> {
  const files = new Map<string, { readonly body: Uint8Array<ArrayBuffer>; readonly type: string; readonly hashed: boolean }>()
  for await (const file of glob('**/*', { cwd: built })) {
    // what the build keeps for itself is not for anybody
    const type = file.startsWith('.') ? undefined : types[extname(file)]
    if (type) files.set(`/${file}`, { body: new Uint8Array(await readFile(join(built, file))), type, hashed: file.startsWith('assets/') })
  }
  const manifest = JSON.parse(await readFile(join(built, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    { readonly file: string; readonly name?: string; readonly css?: readonly string[] }
  >
  const pages = Object.entries(manifest).find(([source]) => source.endsWith('pages.css'))?.[1]
  const style = pages && files.get(`/${pages.file}`)
  if (style) files.set('/pages/pages.css', { ...style, hashed: false })
  const shell = await readFile(join(built, 'index.html'))
  return {
    async file(path) {
      const found = files.get(path)
      if (!found) return null
      return new Response(found.body, {
        headers: {
          'content-type': found.type,
          'cache-control': found.hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        },
      })
    },
    async shell() {
      return new Response(shell, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })
    },
  }
}
