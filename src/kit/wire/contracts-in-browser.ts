import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { Endpoint } from './contract.ts'

const whole = 'whole'

/**
 * Plugin of the screens' build. In the browser an endpoint is what its caller needs: where it is, which keys go into the query and whether
 * there is a body. The schemas stay with the server, which checks every request by them; a screen that names one gets it from the whole
 * module, and pays for the validator.
 */
export function contractsInBrowser(): Plugin {
  return {
    name: 'contracts-in-browser',
    enforce: 'pre',
    async load(id: string) {
      const [file = '', asked] = id.split('?')
      if (!/\/src\/[a-z-]+\/contract(\/[a-z-]+)?\.ts$/.test(file)) return null
      return { code: asked === whole ? await readFile(file, 'utf8') : await inBrowser(file), moduleSideEffects: false }
    },
  }
}

/** The text of the module that takes the contract's place. */
export async function inBrowser(file: string): Promise<string> {
  const contract: Record<string, unknown> = await import(pathToFileURL(file).href)
  return Object.entries(contract)
    .map(([name, told]) => exported(name, told, file))
    .join('\n')
}

function exported(name: string, told: unknown, file: string): string {
  if (isEndpoint(told)) return `export const ${name} = ${JSON.stringify(calledPart(told))}`
  if (isData(told)) return `export const ${name} = ${JSON.stringify(told)}`
  return `export { ${name} } from ${JSON.stringify(`${file}?${whole}`)}`
}

const isEndpoint = (told: unknown): told is Endpoint => typeof told === 'object' && told !== null && 'operationId' in told && 'act' in told

/** What `laidOut` of the client reads. */
function calledPart({ operationId, method, path, query, body }: Endpoint) {
  const keys = Object.keys(query?.shape ?? {})
  return {
    operationId,
    method,
    path,
    ...(keys.length > 0 && { query: { shape: Object.fromEntries(keys.map(key => [key, 1])) } }),
    ...(body && { body: 1 }),
  }
}

/** Numbers, words, and lists and plain objects of them. */
function isData(told: unknown): boolean {
  if (told === null || ['string', 'number', 'boolean'].includes(typeof told)) return true
  if (typeof told !== 'object') return false
  if (!Array.isArray(told) && Object.getPrototypeOf(told) !== Object.prototype) return false
  return Object.values(told).every(isData)
}
