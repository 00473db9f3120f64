/** Serves the playground on loopback; types are stripped on the way, so nothing has to be built. `npm run playground [port]`. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { join, normalize } from 'node:path'

const root = join(import.meta.dirname, '..')
const port = Number(process.argv[2] ?? 0)

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
  const name = path === '/' ? '/playground/index.html' : path
  try {
    if (name.includes('..') || !/\.(ts|html)$/.test(name)) throw new Error('not served')
    const text = await readFile(join(root, name), 'utf8')
    const isHtml = name.endsWith('.html')
    response.writeHead(200, { 'content-type': isHtml ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8' })
    response.end(isHtml ? text : stripTypeScriptTypes(text))
  } catch {
    response.writeHead(404)
    response.end()
  }
})

server.listen(port, '127.0.0.1', () => {
  const address = server.address()
  console.log(`Playground: http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`)
})
