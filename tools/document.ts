/** What an OpenAPI document must say so that nothing that crosses the wire is unbounded. */

type Json = { readonly [key: string]: unknown }

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** What is unbounded in a JSON Schema: texts without a length, lists without a length, numbers without bounds, objects open for more. */
export function unboundedIn(schema: unknown, path: string, io: 'input' | 'output'): string[] {
  if (!isJson(schema)) return []
  const faults: string[] = []
  const kinds = Array.isArray(schema['type']) ? schema['type'] : [schema['type']]
  const isChosen = 'const' in schema || 'enum' in schema
  if (kinds.includes('string') && !isChosen && schema['maxLength'] === undefined) faults.push(`${path}: a text without maxLength`)
  if (kinds.includes('array') && schema['maxItems'] === undefined) faults.push(`${path}: a list without maxItems`)
  if (io === 'input' && (kinds.includes('number') || kinds.includes('integer')) && !isChosen && !isBounded(schema))
    faults.push(`${path}: a number without bounds`)
  if (kinds.includes('object') && schema['additionalProperties'] !== false && !isJson(schema['additionalProperties']))
    faults.push(`${path}: an object that takes more than it names`)
  const inside: [string, unknown][] = [
    ...Object.entries(isJson(schema['properties']) ? schema['properties'] : {}),
    ['[]', schema['items']],
    ['{}', schema['additionalProperties']],
    ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap(key =>
      listOf(schema[key]).map((one, n): [string, unknown] => [`${key}${n}`, one]),
    ),
    ...Object.entries(isJson(schema['$defs']) ? schema['$defs'] : {}),
  ]
  return [...faults, ...inside.flatMap(([name, one]) => unboundedIn(one, `${path}.${name}`, io))]
}

const isBounded = (schema: Json): boolean =>
  (schema['maximum'] ?? schema['exclusiveMaximum']) !== undefined && (schema['minimum'] ?? schema['exclusiveMinimum']) !== undefined

/** The document's own form, as OpenAPI 3.1 demands it; an empty list when it is right. */
export function documentFaults(document: Json): string[] {
  const faults: string[] = []
  const ids = new Set<string>()
  if (!/^3\.1\.\d+$/.test(String(document['openapi']))) faults.push('openapi is not 3.1')
  const info = document['info']
  if (!isJson(info) || typeof info['title'] !== 'string' || typeof info['version'] !== 'string')
    faults.push('info has no title and version')
  for (const [path, item] of Object.entries(isJson(document['paths']) ? document['paths'] : {})) {
    if (!path.startsWith('/')) faults.push(`${path} does not begin with a slash`)
    for (const [method, operation] of Object.entries(isJson(item) ? item : {}))
      faults.push(...operationFaults(path, method, operation, ids))
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].flatMap(([, reference]) => reference ?? [])
  for (const reference of new Set(references)) if (!leadsIn(document, reference)) faults.push(`${reference} leads nowhere`)
  return faults
}

function operationFaults(path: string, method: string, operation: unknown, ids: Set<string>): string[] {
  const at = `${method} ${path}`
  if (!['get', 'put', 'post', 'delete', 'patch'].includes(method) || !isJson(operation)) return [`${at} is no operation`]
  const faults: string[] = []
  const id = operation['operationId']
  if (typeof id !== 'string' || !/^[a-z][A-Za-z]+$/.test(id)) faults.push(`${at} has no operationId`)
  else if (ids.has(id)) faults.push(`${id} names two operations`)
  else ids.add(id)
  if (!/^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(String(operation['x-permission']))) faults.push(`${at} names no permission`)
  if (typeof operation['summary'] !== 'string' || !operation['summary'].endsWith('.'))
    faults.push(`${at} has no summary that is a sentence`)
  const parameters = listOf(operation['parameters']).filter(isJson)
  const inPath = parameters.filter(parameter => parameter['in'] === 'path')
  const named = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])
  if (
    inPath
      .map(parameter => parameter['name'])
      .sort()
      .join() !== named.sort().join()
  )
    faults.push(`${at} does not describe the parameters of its path`)
  if (inPath.some(parameter => parameter['required'] !== true)) faults.push(`${at} has a parameter of its path that is not required`)
  if (
    parameters.some(parameter => !['path', 'query', 'header', 'cookie'].includes(String(parameter['in'])) || !isJson(parameter['schema']))
  )
    faults.push(`${at} has a parameter without place or schema`)
  const responses = isJson(operation['responses']) ? operation['responses'] : {}
  for (const status of ['401', '403', '404', '429', '500', '503'])
    if (!(status in responses)) faults.push(`${at} does not tell its answer ${status}`)
  if (!Object.keys(responses).some(status => /^2\d\d$/.test(status))) faults.push(`${at} tells no good answer`)
  for (const [status, response] of Object.entries(responses))
    if (!isJson(response) || typeof response['description'] !== 'string') faults.push(`${at}: ${status} has no description`)
  return faults
}

function leadsIn(document: Json, reference: string): boolean {
  let at: unknown = document
  for (const part of reference.replace(/^#\//, '').split('/'))
    at = isJson(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  return reference.startsWith('#/') && at !== undefined
}

/** Every schema of the document, with where it is and whether it comes in or goes out. */
export function schemasOf(document: Json): { readonly path: string; readonly io: 'input' | 'output'; readonly schema: unknown }[] {
  const found: { path: string; io: 'input' | 'output'; schema: unknown }[] = []
  for (const [path, item] of Object.entries(isJson(document['paths']) ? document['paths'] : {}))
    for (const [method, operation] of Object.entries(isJson(item) ? item : {})) {
      if (!isJson(operation)) continue
      const at = `${method.toUpperCase()} ${path}`
      for (const parameter of listOf(operation['parameters']))
        if (isJson(parameter)) found.push({ path: `${at} ${parameter['name']}`, io: 'input', schema: parameter['schema'] })
      const contents = [
        { io: 'input' as const, content: operation['requestBody'], path: `${at} body` },
        ...Object.entries(isJson(operation['responses']) ? operation['responses'] : {}).map(([status, content]) => ({
          io: 'output' as const,
          content,
          path: `${at} ${status}`,
        })),
      ]
      // files and the texts of other formats are bounded while they stream
      for (const { io, content, path: place } of contents)
        for (const [type, one] of Object.entries(isJson(content) && isJson(content['content']) ? content['content'] : {}))
          if (type === 'application/json' && isJson(one)) found.push({ path: place, io, schema: one['schema'] })
    }
  return found
}
