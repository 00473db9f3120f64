import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of a file or folder in the real data: `CAIRN_REAL_DATA`, else `../shared/data` beside the checkout. Throws when it is not there. */
export function realData(name: string): string {
  const root = process.env.CAIRN_REAL_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
  const path = `${root}/${name}`
  if (!existsSync(path)) throw new Error(`The real data is not at ${path}. Set CAIRN_REAL_DATA to the folder that holds it.`)
  return path
}
