import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, configFrom } from '../config/config.ts'
import { startTestServer } from '../testing/test-server.ts'
import { type Access, SetupFault } from './access.ts'
import { doctor } from './doctor.ts'
import { accessFrom } from './given.ts'
import { migrationFiles } from './migrate.ts'
import { openDatabase } from './opening.ts'
import { connected } from './roles.ts'

/*
 * A server without any role of ours, as somebody else would run it: the one that we bring with ours taken away, or by
 * CAIRN_TEST_BARE_DATABASE_URL another, to which that address leads as a superuser.
 */
const bareUrl = process.env.CAIRN_TEST_BARE_DATABASE_URL
const own = bareUrl ? null : await startTestServer(await migrationFiles())
const admin: Access = own?.server.admin ?? accessFrom('CAIRN_TEST_BARE_DATABASE_URL', bareUrl ?? '')
const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-given-'))
const silent = () => {}

beforeAll(async () => {
  if (own) {
    await asAdmin(`drop database ${own.server.template}`)
    await asAdmin('drop role cairn_owner, cairn_app, cairn_sign_in')
  }
  await asAdmin(`create role maker login createrole password 'maker'`)
  await asAdmin(`create role plain login password 'plain'`)
  for (const owner of ['maker', 'plain']) await asAdmin(`create database of_${owner} owner ${owner} encoding 'UTF8' template template0`)
})
afterAll(async () => {
  rmSync(dataFolder, { recursive: true })
  if (own) await own.end()
})

async function asAdmin(text: string, database = admin.database): Promise<void> {
  await connected({ ...admin, database }, client => client.query(text))
}

function url(user: string, database: string, password = user): string {
  return `postgres://${user}:${password}@localhost:${admin.port}/${database}?host=${encodeURIComponent(admin.host)}`
}

function config(env: Record<string, string>, folder = dataFolder): Config {
  const read = configFrom({ CAIRN_DATA: folder, ...env }, { isRoot: false, home: '/', platform: 'linux' })
  if (Array.isArray(read)) throw new Error(read[0]?.sentence)
  return read
}

async function sentenceOf(env: Record<string, string>, folder = dataFolder): Promise<string> {
  const opening = openDatabase(config(env, folder), { log: silent })
  return opening.then(
    async db => {
      await db.close()
      return 'it opened'
    },
    error => (error instanceof SetupFault ? error.sentence : `a bug: ${error}`),
  )
}

test('an owner who may make roles is all that is needed, at the first start and at the next', async () => {
  for (let start = 0; start < 2; start += 1) {
    const db = await openDatabase(config({ DATABASE_URL: url('maker', 'of_maker') }), { log: silent })
    const { rows } = await db.appPool.query(
      `select current_user as name, rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user`,
    )
    expect(rows).toEqual([{ name: 'cairn_app', rolsuper: false, rolcreaterole: false, rolbypassrls: false }])
    expect((await db.signInPool.query('select current_user as name, current_schema() as schema')).rows).toEqual([
      { name: 'cairn_sign_in', schema: 'sign_in' },
    ])
    await db.close()
  }
})

test('the doctor says that all is well there', async () => {
  const findings = await doctor(config({ DATABASE_URL: url('maker', 'of_maker') }))

  expect(findings.filter(finding => finding.state !== 'good')).toEqual([])
  expect(findings.map(finding => finding.subject)).toEqual(['data folder', 'disk space', 'key file', 'database', 'migrations', 'roles'])
})

test('another installation is told that the roles have a password that it does not know', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'cairn-given-'))

  expect(await sentenceOf({ DATABASE_URL: url('maker', 'of_maker') }, elsewhere)).toContain(
    'with a password that this installation does not know',
  )
  rmSync(elsewhere, { recursive: true })
})

test('roles made by hand work for an owner who may make none, whatever their names', async () => {
  await asAdmin(`create role hand_app login password 'a'; create role hand_sign_in login password 's'`)
  const env = {
    DATABASE_URL: url('plain', 'of_plain'),
    DATABASE_APP_URL: url('hand_app', 'of_plain', 'a'),
    DATABASE_SIGN_IN_URL: url('hand_sign_in', 'of_plain', 's'),
  }

  const db = await openDatabase(config(env), { log: silent })

  const { rows } = await db.appPool.query(`select distinct roles from pg_policies where policyname = 'fence_app'`)
  expect(rows).toEqual([{ roles: '{hand_app}' }])
  await db.close()
  await asAdmin(`create role other_app login password 'a'`)
  expect(await sentenceOf({ ...env, DATABASE_APP_URL: url('other_app', 'of_plain', 'a') })).toContain(
    'was set up for the roles "hand_app" and "hand_sign_in"',
  )
})

test('a role that can pass the fence is refused', async () => {
  await asAdmin(`create role strong login bypassrls password 'strong'`)
  const env = {
    DATABASE_URL: url('plain', 'of_plain'),
    DATABASE_APP_URL: url('strong', 'of_plain'),
    DATABASE_SIGN_IN_URL: url('hand_sign_in', 'of_plain', 's'),
  }

  expect(await sentenceOf(env)).toContain('"strong" (DATABASE_APP_URL) is a superuser or has BYPASSRLS')
})

test('three addresses of one role are refused', async () => {
  const one = url('plain', 'of_plain')

  expect(await sentenceOf({ DATABASE_URL: one, DATABASE_APP_URL: one, DATABASE_SIGN_IN_URL: one })).toContain('three different roles')
})

test('each thing that is wrong on the way is said with what to do, and never with a password', async () => {
  await asAdmin(`create database of_latin owner plain encoding 'LATIN1' locale 'C' template template0`)
  await asAdmin('create database of_admin')
  const nothing = mkdtempSync(join(tmpdir(), 'cairn-given-'))

  const sentences = {
    password: await sentenceOf({ DATABASE_URL: url('plain', 'of_plain', 'secret') }),
    database: await sentenceOf({ DATABASE_URL: url('plain', 'missing') }),
    server: await sentenceOf({ DATABASE_URL: 'postgres://plain:secret@127.0.0.1:1/of_plain' }),
    machine: await sentenceOf({ DATABASE_URL: 'postgres://plain:secret@no-such-machine.invalid/of_plain' }),
    encoding: await sentenceOf({ DATABASE_URL: url('plain', 'of_latin') }),
    rights: await sentenceOf({ DATABASE_URL: url('plain', 'of_admin') }),
    weak: await sentenceOf({ DATABASE_URL: 'postgres://plain:secret@db.example.org/of_plain?sslmode=prefer' }),
  }

  expect(sentences.password).toContain('does not accept the role "plain"')
  expect(sentences.database).toContain('create database missing owner plain')
  expect(sentences.server).toContain('nothing answers at 127.0.0.1:1')
  expect(sentences.machine).toContain('there is no machine called no-such-machine.invalid')
  expect(sentences.encoding).toContain('its encoding is LATIN1')
  expect(sentences.rights).toContain('grant create on schema public to plain')
  expect(sentences.weak).toContain('verify-full')
  expect(JSON.stringify(sentences)).not.toContain('secret')
  rmSync(nothing, { recursive: true })
})

test('an owner who may not make roles is told what to have done', async () => {
  await asAdmin(`drop database of_maker`)
  await asAdmin('drop role cairn_app, cairn_sign_in')

  const sentence = await sentenceOf({ DATABASE_URL: url('plain', 'of_plain') })

  expect(sentence).toContain('create role cairn_app login password')
  expect(sentence).toContain('DATABASE_APP_URL and DATABASE_SIGN_IN_URL')
})

test.each([
  ['postgres://a:b@db.example.org/c', { rejectUnauthorized: true }],
  ['postgres://a:b@db.example.org/c?sslmode=require', { rejectUnauthorized: true }],
  ['postgres://a:b@db/c?sslmode=disable', false],
  ['postgres://a:b@localhost/c', false],
  ['postgres://a:b@127.0.0.1/c?sslmode=verify-full', { rejectUnauthorized: true }],
  ['postgres://a@localhost/c?host=/var/run/postgresql', false],
])('%s: the encryption is %j', (text, ssl) => {
  expect(accessFrom('DATABASE_URL', text).ssl).toEqual(ssl)
})

test('an address is taken apart, with what was escaped in it', () => {
  expect(accessFrom('DATABASE_URL', 'postgres://am%40ina:p%2Fw@localhost:6543/cai%20rn')).toEqual({
    host: 'localhost',
    port: 6543,
    database: 'cai rn',
    user: 'am@ina',
    password: 'p/w',
    ssl: false,
  })
})
