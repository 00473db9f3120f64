import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runCommand } from './command-line.ts'
import { help } from './commands/help.ts'

let out: string[]
let err: string[]
const facts = { isRoot: false, home: '/nowhere', platform: 'linux' }
const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand(words, { CAIRN_DATA: '/nowhere', ...env }, facts)

beforeEach(() => {
  out = []
  err = []
  vi.spyOn(console, 'log').mockImplementation(line => void out.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation(line => void err.push(String(line)))
})
afterEach(() => void vi.restoreAllMocks())

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']]])('%j tells every command in a line', async words => {
    expect(await run(words)).toBe(0)
    for (const name of Object.keys(help)) expect(out.join('\n')).toMatch(new RegExp(`^ {2}${name} +[A-Z]`, 'm'))
  })

  test.each(Object.keys(help))('%s --help tells how it is called and its options, and does nothing', async name => {
    expect(await run([...name.split(' '), '--help'], { PORT: 'wrong' })).toBe(0)
    expect(out.join('\n')).toBe(help[name as keyof typeof help])
    const [called = '', , ...more] = (out[0] ?? '').split('\n')
    for (const [option] of called.matchAll(/--[a-z]+/g)) expect(more.join('\n')).toContain(`  ${option} `)
  })

  test('the words around it may stand in any order', async () => {
    for (const words of [
      ['help', 'match'],
      ['match', '-h'],
      ['match', 'people.csv', '--help'],
      ['--help', 'match'],
    ]) {
      out = []
      expect(await run(words)).toBe(0)
      expect(out).toEqual([help.match])
    }
  })

  test('the first word of several tells all of them', async () => {
    expect(await run(['demo', '--help'])).toBe(0)
    expect(out.join('\n')).toBe(`${help['demo names']}\n\n${help['demo actors']}`)
  })
})

describe('settings', () => {
  test.each([['match'], ['verify'], ['demo names'], ['routes'], ['jobs']])('%s does not ask whether they are right', async name => {
    const code = await run(name.split(' '), { PORT: 'wrong' })
    expect(err.join('\n')).not.toContain('PORT')
    expect(code).toBe(['routes', 'jobs'].includes(name) ? 0 : 2)
  })

  test.each([['serve'], ['work'], ['migrate'], ['doctor'], ['check'], ['admin invite'], ['demo actors']])(
    '%s tells what is wrong with them',
    async name => {
      expect(await run(name.split(' '), { PORT: 'wrong' })).toBe(2)
      expect(err.join('\n')).toContain('PORT is "wrong", which is not a port.')
    },
  )
})

describe('words that are no command are told with those that are', () => {
  test.each([
    [['surve'], 'There is no command "surve".'],
    [['surve', '--help'], 'There is no command "surve".'],
    [[], 'Say what to run.'],
    [['demo'], 'cairn demo actors [--json]'],
    [['demo', 'nobody'], 'cairn demo names <people.csv>'],
    [['admin'], 'Say what to do with "admin".\n\ncairn admin invite'],
    [['admin', 'revoke', 'ana@example.org'], 'Say what to do with "admin".\n\ncairn admin invite'],
    [['serve', '--deom'], 'Use it like this: cairn serve [--demo]'],
    [['match', 'people.csv'], 'Use it like this: cairn match <people.csv> --program <program.yaml> --out <folder>'],
    [['verify'], 'Use it like this: cairn verify <folder>'],
    [['demo', 'names'], 'Use it like this: cairn demo names <people.csv>'],
    [['demo', 'actors', '--jsn'], 'Use it like this: cairn demo actors [--json]'],
  ])('%j', async (words, sentence) => {
    expect(await run(words)).toBe(2)
    expect(err.join('\n')).toContain(sentence)
  })
})
