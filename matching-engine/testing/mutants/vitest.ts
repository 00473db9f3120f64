/** As much of vitest as the engine's tests use, in one process: `run` stops at the first test that fails. */
import { isDeepStrictEqual } from 'node:util'

type Body = (...row: never[]) => unknown
const tests: { readonly name: string; readonly body: () => unknown }[] = []

export function describe(_name: string, body: () => void): void {
  body()
}

export function test(name: string, ...rest: readonly unknown[]): void {
  tests.push({ name, body: rest.at(-1) as () => unknown })
}

test.each =
  (rows: readonly unknown[]) =>
  (name: string, ...rest: readonly unknown[]): void => {
    for (const row of rows) tests.push({ name, body: () => (rest.at(-1) as Body)(...((Array.isArray(row) ? row : [row]) as never[])) })
  }

/** The name of the first test that fails, null when there is none. */
export async function run(): Promise<string | null> {
  for (const { name, body } of tests) {
    try {
      await body()
    } catch {
      return name
    }
  }
  return null
}

/** Without what is undefined, as `toEqual` compares. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, own]) => (own === undefined ? [] : [[key, plain(own)]])))
}

function matches(found: unknown, expected: unknown): boolean {
  if (expected === null || typeof expected !== 'object' || Array.isArray(expected)) return isDeepStrictEqual(plain(found), plain(expected))
  return Object.entries(expected).every(([key, own]) => matches((found as Record<string, unknown> | null)?.[key], own))
}

const comparisons: Record<string, (found: never, expected: never) => boolean> = {
  toBe: Object.is,
  toEqual: (found, expected) => isDeepStrictEqual(plain(found), plain(expected)),
  toMatchObject: matches,
  toBeGreaterThan: (found, least) => found > least,
  toBeGreaterThanOrEqual: (found, least) => found >= least,
  toContainEqual: (found: readonly unknown[], expected) => found.some(one => isDeepStrictEqual(plain(one), plain(expected))),
  toHaveLength: (found: { length: number }, expected) => found.length === expected,
  toThrow: (work: () => unknown) => {
    try {
      work()
    } catch {
      return true
    }
    return false
  },
}

export function expect(found: unknown) {
  const checks = Object.entries(comparisons).map(([name, holds]) => [
    name,
    (expected: unknown) => {
      if (!holds(found as never, expected as never)) throw new Error(name)
    },
  ])
  const rejects = {
    async toMatchObject(expected: unknown) {
      const error = await (found as Promise<unknown>).then(
        () => null,
        (reason: unknown) => reason,
      )
      if (error === null || !matches(error, expected)) throw new Error('rejects')
    },
  }
  const not = {
    toBe(expected: unknown) {
      if (Object.is(found, expected)) throw new Error('not')
    },
  }
  return { ...Object.fromEntries(checks), not, rejects }
}
