/** `demo names people.csv` and `demo actors --json`. */
import { createReadStream } from 'node:fs'
import type { Config } from '../../kit/config/config.ts'
import { makeKey } from '../../kit/config/key-file.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { Unreadable } from '../../kit/csv/table.ts'
import { writeTable } from '../../kit/csv/write-table.ts'
import { openDatabase } from '../../kit/db/opening.ts'
import { systemActor } from '../../kit/http/identity.ts'
import { unlock } from '../../kit/vault/vault.ts'
import { organizationsForSystem } from '../../organization/queries.ts'
import { inventedPerson } from '../../participant/rules/invented-names.ts'
import { castOf, type DemoActor } from '../demo/actors.ts'
import { demoConfig } from '../demo/setting.ts'
import { installationOf } from '../installation.ts'
import { noScreens } from '../screens.ts'
import { refusalWords } from '../words.ts'
import { unreadable } from './files.ts'
import { usageOf } from './help.ts'

/** The same file with two columns more, `name` and `e-mail`: invented, the same for the same id. The first column is the id. */
export async function namesCommand([path, ...more]: readonly string[]): Promise<number> {
  if (path === undefined || more.length > 0) {
    console.error(usageOf('demo names'))
    return 2
  }
  try {
    const table = await readTable(createReadStream(path))
    const at = Math.max(
      0,
      table.columns.findIndex(column => /(^|_|\s)id$/i.test(column.name.trim())),
    )
    const rows = async function* () {
      for await (const row of table.rows) {
        if (!('cells' in row)) {
          console.error(`Line ${row.line} could not be read and is left out.`)
          continue
        }
        const { name, email } = inventedPerson(row.cells[at] ?? '')
        yield [...table.columns.map((_, n) => row.cells[n] ?? ''), name, email]
      }
    }
    for await (const piece of writeTable([...table.columns.map(column => column.name), 'name', 'e-mail'], rows(), { byteOrderMark: false }))
      process.stdout.write(piece)
    return 0
  } catch (error) {
    if (error instanceof Unreadable) {
      const { title, detail } = refusalWords(error.code, error.facts)
      console.error([title, detail].filter(Boolean).join('. '))
      return 2
    }
    if (!(error instanceof Error && 'syscall' in error)) throw error
    console.error(unreadable(path, error).message)
    return 2
  }
}

/** One line of JSON for the whole cast, with fresh tokens. The demonstration may be running meanwhile. */
export async function actorsCommand(config: Config, args: readonly string[]): Promise<number> {
  if (args.some(arg => arg !== '--json')) {
    console.error(usageOf('demo actors'))
    return 2
  }
  const demo = demoConfig(config)
  const log = (level: 'info' | 'warn' | 'error', message: string) => (level === 'info' ? undefined : console.error(message))
  const database = await openDatabase(demo, { log })
  try {
    unlock(await makeKey(demo.keyFile))
    const installation = installationOf({ config: () => demo, database, screens: noScreens, log })
    const cast: DemoActor[] = []
    for (const { id } of await organizationsForSystem(database))
      cast.push(...(await installation.transaction(id, tx => castOf(installation.contextOf(tx, systemActor(id), 'demonstration')))))
    if (cast.length === 0) {
      console.error('There is no demonstration yet. Start it once: npm start -- --demo')
      return 2
    }
    console.log(JSON.stringify(cast, null, 2))
    return 0
  } finally {
    await database.close()
  }
}
