/*
 * A small application that writes as fast as it can and keeps books, for tests that kill things. `node ledger-app.ts` with CAIRN_DATA:
 * one line per event on the standard output, `ready`, `kept <id>` after a commit was acknowledged, `outage <code>`, `bug <message>`, `drained`.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { configFrom } from '../config/config.ts'
import { machineFacts } from '../config/machine.ts'
import { SetupFault } from '../db/access.ts'
import { inTransaction } from '../db/database.ts'
import { openDatabase } from '../db/opening.ts'
import { outageOf } from '../db/outage.ts'

type Schema = { line: { organizationId: string; id: string } }

const say = (line: string) => process.stdout.write(`${line}\n`)
const organizationId = '00000000-0000-7000-8000-000000000001'
const config = configFrom(process.env, machineFacts())
if (Array.isArray(config)) throw new Error(config[0]?.sentence)
const migrationsFolder = fileURLToPath(new URL('./ledger-migrations/', import.meta.url))
const db = await openDatabase<Schema>(config, { log: (_, message) => say(`log ${message}`), migrationsFolder }).catch(error => {
  say(error instanceof SetupFault ? `fault ${error.sentence}` : `bug ${error}`)
  process.exit(1)
})

async function write(): Promise<void> {
  const id = randomUUID()
  try {
    await inTransaction(db, { organizationId }, tx => tx.insertInto('line').values({ organizationId, id }).execute())
    say(`kept ${id}`)
  } catch (error) {
    const outage = outageOf(error)
    say(outage ? `outage ${outage.code}` : `bug ${error}`)
    await pause(20)
  }
}

let isStopping = false
async function writeOn(): Promise<void> {
  while (!isStopping) await write()
}

async function drain(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await writers
  // the database must still be there for whoever is being served
  await write()
  await db.close()
  say('drained')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void drain())
process.on('SIGUSR2', () => {
  throw new Error('a bug of the application')
})
say('ready')
const writers = Promise.all(process.argv.includes('idle') ? [] : [writeOn(), writeOn(), writeOn(), writeOn()])
const staysAlive = setInterval(() => isStopping && clearInterval(staysAlive), 50)
