import { globSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { laidOut } from './client.ts'
import type { Endpoint } from './contract.ts'
import { inBrowser } from './contracts-in-browser.ts'

const src = fileURLToPath(new URL('../../', import.meta.url))
const files = globSync(['*/contract.ts', '*/contract/*.ts'], { cwd: src }).map(file => `${src}${file}`)

const isEndpoint = (told: unknown): told is Endpoint => typeof told === 'object' && told !== null && 'operationId' in told

/** Every key of the path and the query with a value, and one more that can only go into a body. */
function requestTo({ path, query }: Endpoint): Record<string, unknown> {
  const keys = [...[...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key ?? ''), ...Object.keys(query?.shape ?? {})]
  return { ...Object.fromEntries(keys.map(key => [key, `a ${key}`])), more: 1 }
}

test.each(files)('%s is called in the browser as it is called elsewhere, without its schemas', async file => {
  const text = await inBrowser(file)
  const plain = text.replaceAll(/^export \{.*\n?/gm, '')
  const there: Record<string, unknown> = await import(`data:text/javascript,${encodeURIComponent(plain)}`)
  const here: Record<string, unknown> = await import(pathToFileURL(file).href)
  for (const [name, whole] of Object.entries(here)) {
    if (!isEndpoint(whole)) continue
    const called = there[name] as Endpoint
    expect(laidOut(called, requestTo(whole))).toEqual(laidOut(whole, requestTo(whole)))
    expect([called.method, called.operationId, called.answer]).toEqual([whole.method, whole.operationId, undefined])
  }
  for (const name of Object.keys(here)) expect(text).toMatch(new RegExp(`export (const|\\{) ${name}\\b`))
})
