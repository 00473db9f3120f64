import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Config, configFrom } from '../src/kit/config/config.ts'
import { accessFrom } from '../src/kit/db/given.ts'
import { textOf } from './source.ts'

/** The settings of Cairn's container as it sees them: those of the image, under those of the compose file with what its operator must give. */
function containerConfig(): Config {
  const given: Readonly<Record<string, string>> = { CAIRN_URL: 'https://mentoring.example.org', DATABASE_PASSWORD: 'secret' }
  const compose = textOf('compose.yaml').replace(/\$\{(\w+):[-?][^}]*\}/g, (_, name: string) => given[name] ?? '')
  const ofCompose: Readonly<Record<string, string>> = parse(compose).services.cairn.environment
  const words = [...textOf('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '))
  const ofImage = Object.fromEntries(words.map(word => word.split('=', 2)))
  const config = configFrom({ ...ofImage, ...ofCompose }, { isRoot: false, home: '/home/node', platform: 'linux' })
  if (Array.isArray(config)) throw new Error(config.map(fault => fault.sentence).join('\n'))
  return config
}

test('the compose file gives a whole configuration, with the data in its volume', () => {
  const volumes: string[] = parse(textOf('compose.yaml')).services.cairn.volumes

  expect(containerConfig()).toMatchObject({ host: '0.0.0.0', port: 3000, url: 'https://mentoring.example.org', smtpUrl: null })
  expect(volumes).toEqual([`data:${containerConfig().dataFolder}`])
})

test('the compose file names a database that its PostgreSQL has, by a way that it offers', () => {
  const { database } = containerConfig()
  const { image, environment } = parse(textOf('compose.yaml')).services.database
  const access = database.kind === 'given' ? accessFrom('DATABASE_URL', database.ownerUrl) : null

  expect(image).toMatch(/^postgres:\d+$/)
  expect([environment.POSTGRES_USER, environment.POSTGRES_DB]).toEqual([access?.user, access?.database])
  // the image of PostgreSQL answers without encryption only
  expect(access).toMatchObject({ host: 'database', port: 5432, password: 'secret', ssl: false })
})

test('the compose file believes the proxies in its own network, and no others', () => {
  const [{ subnet }] = parse(textOf('compose.yaml')).networks.default.ipam.config

  expect(containerConfig().proxies).toEqual([subnet])
})
