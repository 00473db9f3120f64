import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

// What a page costs on its first visit, from the manifest of the build, in kB (1,000 bytes) of gzip. The shell is what every page of a frame
// loads before its own code: the entry and the frame, with all that they import at once. A route adds what its screen imports at once and
// the shell does not have. `later` is what comes after the first paint or when something is opened.

export interface ManifestChunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
export type Manifest = Readonly<Record<string, ManifestChunk>>

export interface Route {
  readonly path: string
  readonly frame: 'side' | 'top' | 'bare' | 'none'
  /** The manifest's key of the screen. */
  readonly chunk: string
}

export interface Size {
  readonly script: number
  readonly style: number
}
export interface RouteSize extends Route {
  readonly adds: Size
  readonly later: Size
}
export interface Budget {
  readonly shells: Readonly<Record<'side' | 'top', Size>>
  readonly routes: readonly RouteSize[]
}

/** Stand in the frame of people who take part, and are desks of people who work through what they were given. */
const desks = ['/$organization/given-to-me']

/** In kB of gzip. A route of the top frame is one of people who take part, unless it is a desk. */
export const limits = { shellScript: 110, shellStyle: 12, topRoute: 40, sideRoute: 110, topFirstScreen: 140 } as const

const entry = 'index.html'
const frameChunk = { side: 'SideFrame.tsx', top: 'TopFrame.tsx' } as const

/** Shells and routes of a manifest; `gzipOf` gives the bytes of a built file. */
export function budgetOf(manifest: Manifest, routes: readonly Route[], gzipOf: (file: string) => number): Budget {
  const shellOf = (frame: Route['frame']): ReadonlySet<string> =>
    frame === 'side' || frame === 'top' ? closure(manifest, [entry, frameChunk[frame]]) : closure(manifest, [entry])
  const sizeOf = (chunks: Iterable<string>, without: ReadonlySet<string>): Size => {
    const loaded = filesOf(manifest, without)
    const files = [...filesOf(manifest, new Set(chunks))].filter(file => !loaded.has(file))
    const sum = (end: string) => files.filter(file => file.endsWith(end)).reduce((bytes, file) => bytes + gzipOf(file), 0) / 1000
    return { script: sum('.js'), style: sum('.css') }
  }
  return {
    shells: { side: sizeOf(shellOf('side'), new Set()), top: sizeOf(shellOf('top'), new Set()) },
    routes: routes.map(route => {
      const shell = shellOf(route.frame)
      const atOnce = closure(manifest, [route.chunk])
      const deferred = closure(
        manifest,
        [...atOnce].flatMap(chunk => (shell.has(chunk) ? [] : (manifest[chunk]?.dynamicImports ?? []))),
      )
      return { ...route, adds: sizeOf(atOnce, shell), later: sizeOf(deferred, new Set([...shell, ...atOnce])) }
    }),
  }
}

/** One sentence for each limit that is passed. */
export function complaintsAbout(budget: Budget): readonly string[] {
  const complaints: string[] = []
  const compare = (what: string, size: number, limit: number) => {
    if (size > limit) complaints.push(`${what} is ${size.toFixed(1)} kB, the limit is ${limit}`)
  }
  for (const [frame, size] of Object.entries(budget.shells)) {
    compare(`the script of the ${frame} shell`, size.script, limits.shellScript)
    compare(`the style of the ${frame} shell`, size.style, limits.shellStyle)
  }
  for (const route of budget.routes) {
    if (route.path.startsWith('/components')) continue
    const isTheirs = route.frame === 'top' && !desks.includes(route.path)
    compare(`the script that ${route.path} adds`, route.adds.script, isTheirs ? limits.topRoute : limits.sideRoute)
    if (isTheirs) compare(`the first visit of ${route.path}`, budget.shells.top.script + route.adds.script, limits.topFirstScreen)
  }
  return complaints
}

function closure(manifest: Manifest, starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [...starts]
  for (let chunk = open.pop(); chunk !== undefined; chunk = open.pop()) {
    const known = manifest[chunk]
    if (reached.has(chunk) || !known) continue
    reached.add(chunk)
    open.push(...(known.imports ?? []))
  }
  return reached
}

function filesOf(manifest: Manifest, chunks: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...chunks].flatMap(chunk => [manifest[chunk]?.file ?? '', ...(manifest[chunk]?.css ?? [])]))
}

/** The routes that the source declares, read from `ui/routes.ts` of every capability and the roof's own list; its constants may stand in paths. */
export function routesIn(source: string, folder: string, root: string): readonly Route[] {
  const constants = new Map([...source.matchAll(/const (\w+) = '([^']+)'/g)].map(([, name = '', value = '']) => [name, value]))
  const line = /path: (?:'([^']+)'|`([^`]+)`|(\w+)),\s*frame: '(side|top|bare|none)',\s*load: \(\) =>\s*import\('([^']+)'\)/g
  return [...source.matchAll(line)].map(([, plain, template, name, frame, file = '']) => ({
    path: plain ?? template?.replace(/\$\{(\w+)\}/g, (_, known: string) => constants.get(known) ?? '') ?? constants.get(name ?? '') ?? '',
    frame: frame as Route['frame'],
    chunk: relative(root, join(folder, file)),
  }))
}

const here = fileURLToPath(new URL('..', import.meta.url))

/** Measures what is built in the folder, with the routes that this checkout declares. */
export function budgetOfBuilt(built: string): Budget {
  const root = join(here, 'src/app/ui')
  const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Manifest
  const lists = [join(root, 'screens.ts'), ...readdirSync(join(here, 'src')).map(name => join(here, 'src', name, 'ui/routes.ts'))]
  const routes = lists.filter(file => existsSync(file)).flatMap(file => routesIn(readFileSync(file, 'utf8'), dirname(file), root))
  return budgetOf(manifest, routes, file => gzipSync(readFileSync(join(built, file)), { level: 9 }).length)
}

/** Builds the screens into a folder apart, where no running server reads, and measures them. */
export async function budgetOfBuild(): Promise<Budget> {
  const built = join(here, '.build/budget')
  const { build } = await import('vite')
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'warn', build: { outDir: built } })
  return budgetOfBuilt(built)
}

function print(budget: Budget): void {
  const row = (name: string, size: Size, more = '') =>
    console.log(`${name.padEnd(52)} ${size.script.toFixed(1).padStart(7)} ${size.style.toFixed(1).padStart(6)}  ${more}`)
  console.log(`${'kB gzip'.padEnd(52)}  script  style`)
  row('side shell', budget.shells.side)
  row('top shell', budget.shells.top)
  for (const route of budget.routes) row(`+ ${route.path} (${route.frame})`, route.adds, `later ${route.later.script.toFixed(1)}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const budget = await budgetOfBuild()
  print(budget)
  const complaints = complaintsAbout(budget)
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length > 0 ? 1 : 0
}
