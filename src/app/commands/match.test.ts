import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { matchCommand, sha256 } from './match.ts'
import { programSchema } from './matching/program-file.ts'
import { verifyCommand } from './verify.ts'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
let out: string[]
let err: string[]
const people = () => join(folder, 'people.csv')
const program = () => join(folder, 'program.yaml')
const match = () => matchCommand([people(), '--program', program(), '--out', join(folder, 'out')])
const verify = () => verifyCommand([join(folder, 'out')])
const change = async (path: string, from: string | RegExp, to: string) => writeFile(path, (await readFile(path, 'utf8')).replace(from, to))

const certificate = () => join(folder, 'out/certificate.json')
/** The program is another, and the certificate says that it always was. */
const changeProgramAnd = async (from: string, to: string) => {
  const before = sha256(await readFile(program()))
  await change(program(), from, to)
  await change(certificate(), before, sha256(await readFile(program())))
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-match-'))
  await cp(join(checkout, 'examples/match'), folder, { recursive: true })
  out = []
  err = []
  vi.spyOn(console, 'log').mockImplementation(line => void out.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation(line => void err.push(String(line)))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

describe('the example', () => {
  test('is matched, reported and verified', async () => {
    expect(await match()).toBe(0)
    expect(out.join('\n')).toContain('22 rows.\n14 mentees.\n9 mentors.\n13 places.\n')
    expect(out.join('\n')).toMatch(/^Total: \d+$/m)

    const pairs = await readFile(join(folder, 'out/pairs.csv'), 'utf8')
    expect(pairs.split('\r\n')[0]).toBe('mentee_id,mentor_id,points')
    expect(pairs.trimEnd().split('\r\n')).toHaveLength(1 + 13)
    const report = await readFile(join(folder, 'out/report.html'), 'utf8')
    expect(JSON.parse(await readFile(certificate(), 'utf8')).outputs['report.html']).toEqual({ sha256: sha256(report) })
    for (const needed of ['13 of 14 mentees have a mentor.', 'Amina Haddad', 'Not placed yet', 'What every pair meets'])
      expect(report).toContain(needed)
    expect(report).not.toMatch(/<script|https?:|src=|url\(/)
    expect(await verify()).toBe(0)
  })

  test('gives the same files for the same input', async () => {
    await match()
    const first = await readFile(join(folder, 'out/certificate.json'), 'utf8')
    const lines = (await readFile(people(), 'utf8')).trimEnd().split('\n')
    await match()
    expect(await readFile(join(folder, 'out/certificate.json'), 'utf8')).toBe(first)

    await writeFile(people(), `${[lines[0], ...lines.slice(1).reverse()].join('\n')}\n`)
    await match()
    const again = JSON.parse(await readFile(join(folder, 'out/certificate.json'), 'utf8'))
    expect([again.problemSha256, again.result]).toEqual([JSON.parse(first).problemSha256, JSON.parse(first).result])
  })
})

describe('verify finds what was changed', () => {
  test.each([
    ['a person in the input', () => change(people(), 'coaching;public speaking,,', 'writing,,'), 'it has changed since'],
    ['a weight in the program', () => change(program(), 'weightPoints: 70', 'weightPoints: 60'), 'it has changed since'],
    [
      'a pair in the table',
      () => change(join(folder, 'out/pairs.csv'), /p01,p\d\d/, 'p01,p15'),
      'pairs.csv does not say what the certificate says.',
    ],
    [
      'a reason in the table',
      () => change(join(folder, 'out/unmatched.csv'), 'places-taken', 'nobody-allowed'),
      'unmatched.csv does not say what the certificate says.',
    ],
    [
      'a reason in the table and in the certificate',
      async () => {
        await change(join(folder, 'out/unmatched.csv'), 'places-taken', 'nobody-allowed')
        await change(certificate(), 'places-taken', 'nobody-allowed')
      },
      'It does not hold: “p02” is not unmatched for the reason that is given.',
    ],
    [
      'a name in the report',
      () => change(join(folder, 'out/report.html'), 'Amina Haddad', 'Amina Hadad'),
      'report.html is not the one that was written with the certificate: it has changed since.',
    ],
    [
      'the hash of a table in the certificate',
      async () => change(certificate(), sha256(await readFile(join(folder, 'out/pairs.csv'))), sha256('')),
      'pairs.csv is not the one that was written with the certificate: it has changed since.',
    ],
    ['a table that is gone', () => rm(join(folder, 'out/unmatched.csv')), 'out/unmatched.csv. Is the name right?'],
    [
      'the total in the certificate',
      () => change(certificate(), /"total": \d+/, '"total": 1'),
      'It does not hold: the total is not the sum of the points of the pairs.',
    ],
    [
      'points in the certificate',
      () => change(certificate(), /"points": \d+/, '"points": 1'),
      'It does not hold: “p01” with “p16” has other points than it is said to have.',
    ],
    ['the proof', () => change(certificate(), /"bound": \d+/, '"bound": 3'), 'It does not hold: the prices do not prove the total.'],
    [
      'what comes first in the certificate',
      () => change(certificate(), '"first": "matched"', '"first": "total"'),
      'The program puts the number of matched mentees first, the certificate the total of points.',
    ],
    [
      'what comes first in the program, with its new hash in the certificate',
      () => changeProgramAnd('first: matched', 'first: total'),
      'The program puts the total of points first, the certificate the number of matched mentees.',
    ],
    [
      'the seed in the certificate',
      () => change(certificate(), '"seed": "spring"', '"seed": "summer"'),
      'The seed of the program is “spring”, that of the certificate “summer”.',
    ],
    [
      'a weight in the program, with its new hash in the certificate',
      () => changeProgramAnd('weightPoints: 70', 'weightPoints: 60'),
      'The question to the engine is another than the one that was answered.',
    ],
    ['the certificate itself', () => change(certificate(), '"pairs"', '"pears"'), 'certificate.json is damaged'],
  ])('%s', async (_, alter, sentence) => {
    await match()
    await alter()
    expect(await verify()).toBe(1)
    expect(err.join('\n')).toContain(sentence)
    expect(err.join('\n')).not.toMatch(/\bat .*:\d+:\d+/)
  })
})

describe('input that cannot be used is told with what to mend, and nothing is written', () => {
  test.each([
    ['an empty file', () => writeFile(people(), ''), 'The file is empty'],
    ['no table', () => writeFile(people(), Buffer.from('%PDF-1.7\n%âãÏÓ')), 'This is not a table of text'],
    ['a missing column', () => change(people(), 'skills_to_grow', 'skills'), 'has no column “skills_to_grow”'],
    ['an id twice', () => change(people(), 'p02,', 'p01,'), 'line 3: “p01” stands on an earlier line too'],
    ['a row without an id', () => change(people(), 'p02,', ','), 'line 3'],
    ['a row cut off', () => change(people(), /,City,Samuel Okafor\n$/, ',"Ci'), 'line 23'],
    ['a misspelled kind', () => change(program(), 'kind: set', 'kind: sets'), 'criteria.0'],
    [
      'a question that does not exist',
      () => change(program(), 'mentor: skills_to_share, weight', 'mentor: skills, weight'),
      'program.yaml, line 24: criteria.0.mentor: There is no question “skills”',
    ],
    [
      'two weights of two sorts',
      () => change(program(), /kind: category.*\}/, 'kind: count, mentee: site, mentor: site, pointsPerItem: 1 }'),
      'cannot be mixed',
    ],
    ['no mentee', () => change(program(), 'mentee: [mentee]', 'mentee: [pupil]'), 'holds'],
    ['broken YAML', () => change(program(), 'roles:', 'roles: ['), 'program.yaml'],
  ])('%s', async (name, alter, sentence) => {
    if (name === 'no mentee') await change(program(), '  both: [both]\n', '')
    await alter()
    expect(await match()).toBe(2)
    expect(err.join('\n')).toContain(sentence)
    expect(err.join('\n')).not.toMatch(/\bat .*:\d+:\d+/)
    await expect(readFile(join(folder, 'out/pairs.csv'))).rejects.toThrow('ENOENT')
  })

  test.each([
    [
      'a folder that is a file',
      async () => void (await writeFile(join(folder, 'out'), '')),
      'out',
      /out is a file, so no folder can be there/,
    ],
    ['a folder under a file', async () => undefined, 'people.csv/out', /people\.csv is a file, so no folder can be there/],
    ['a folder where none can be', async () => undefined, '/proc/cairn-match', /\/proc\/cairn-match cannot be made or written into/],
    [
      'a table that is a folder',
      async () => void (await mkdir(join(folder, 'out/pairs.csv'), { recursive: true })),
      'out',
      /It is a folder/,
    ],
  ])('%s', async (_, alter, out, sentence) => {
    await alter()
    expect(await matchCommand([people(), '--program', program(), '--out', resolve(folder, out)])).toBe(2)
    expect(err.join('\n')).toMatch(sentence)
    expect(err.join('\n')).not.toMatch(/\bat .*:\d+:\d+/)
  })

  test.each([
    ['a folder instead of a file', () => folder, 'is a folder, so it cannot be read as a file.'],
    ['no file', () => join(folder, 'nobody.csv'), 'There is no file'],
    ['a file without an end', () => '/dev/zero', '/dev/zero is larger than 50 MB.'],
  ])('%s', async (_, path, sentence) => {
    expect(await matchCommand([path(), '--program', program(), '--out', join(folder, 'out')])).toBe(2)
    expect(err.join('\n')).toContain(sentence)
  })

  test('wrong arguments', async () => {
    expect(await matchCommand([people()])).toBe(2)
    expect(await matchCommand([people(), '--programme', 'x'])).toBe(2)
    expect(err.join('\n')).toContain('cairn match <people.csv> --program <program.yaml> --out <folder>')
  })
})

test('one of each is told as one', async () => {
  const [columns = '', mentee = ''] = (await readFile(people(), 'utf8')).split('\n')
  await writeFile(people(), [columns, mentee, mentee.replace('p01', 'p02').replace(',mentee,', ',mentor,'), ''].join('\n'))
  await change(program(), /^requirements:\n( {2}-.*\n)+/m, '')
  expect(await match()).toBe(0)
  expect(out.join('\n')).toContain('2 rows.\n1 mentee.\n1 mentor.\n1 place.\n1 pair.\n')
  const report = await readFile(join(folder, 'out/report.html'), 'utf8')
  for (const told of ['The only mentee has a mentor.', '1 mentee, 1 mentor']) expect(report).toContain(told)
})

test('more mentees than places is an answer, and is told', async () => {
  await change(people(), /,mentor,2,/g, ',mentor,1,')
  expect(await match()).toBe(0)
  expect(out.join('\n')).toMatch(/There are \d+ more mentees than places\./)
})

describe.each([
  [
    'fairest',
    'no arrangement of these people that places as many has a better weakest pair',
    /the weakest pair of this one is as good as it can be/,
  ],
  ['stable', 'no two of these people who are not together would both rather be', /No two of these people who may be together and are not/],
] as const)('with %s first', (first, kept, reported) => {
  beforeEach(() => change(program(), 'first: matched', `first: ${first}`))

  test('the example is matched, reported by it and verified', async () => {
    expect(await match()).toBe(0)
    expect(await readFile(join(folder, 'out/report.html'), 'utf8')).toMatch(reported)
    expect(await verify()).toBe(0)
    expect(out.at(-1)).toBe(`It holds: the inputs are the same, every pair is allowed, the points are right, and ${kept}.`)
  })

  test('a proof that was made for something else does not hold', async () => {
    await match()
    const made = JSON.parse(await readFile(certificate(), 'utf8'))
    await change(program(), `first: ${first}`, 'first: matched')
    await match()
    const other = JSON.parse(await readFile(certificate(), 'utf8'))
    await change(program(), 'first: matched', `first: ${first}`)
    await match()
    const result = { ...other.result, objective: made.result.objective, certificate: made.result.certificate }
    await writeFile(certificate(), JSON.stringify({ ...made, result }))
    expect(await verify()).toBe(1)
    expect(err.join(' ')).toMatch(/It does not hold: /)
  })

  test('the certificate says what comes first, and that it is what the program asks for', async () => {
    await match()
    await changeProgramAnd(`first: ${first}`, 'first: matched')
    expect(await verify()).toBe(1)
    expect(err.join(' ')).toMatch(/^The program puts the number of matched mentees first, the certificate the /)
  })
})

test('a mentee may have several mentors where the program says so, and the proof holds', async () => {
  await change(people(), /,mentor,2,/g, ',mentor,9,')
  await change(program(), /^/, 'mentors: { most: 2 }\n')
  expect(await match()).toBe(0)
  const rows = (await readFile(join(folder, 'out/pairs.csv'), 'utf8')).trimEnd().split('\r\n').slice(1)
  const counts = [...Map.groupBy(rows, row => row.split(',')[0]).values()].map(pairs => pairs.length)
  expect([counts.length, Math.min(...counts), Math.max(...counts)]).toEqual([14, 1, 2])
  expect(await verify()).toBe(0)
})

test('the schema in the guide is the one that is checked against, and is served', async () => {
  for (const path of ['guide/program.schema.json', 'src/app/ui/public/program.schema.json'])
    expect(await readFile(join(checkout, path), 'utf8')).toBe(programSchema())
})

describe('groups', () => {
  const inGroups = (sizes: string) => change(program(), /^questions:/m, `groups: ${sizes}\nquestions:`)

  test('are made of the same file, told in the report, and verified', async () => {
    await inGroups('{ smallest: 3, largest: 5, coMentors: 1 }')
    expect(await match()).toBe(0)
    expect(out.join('\n')).toMatch(/^\d+ groups\.$/m)

    const { result } = JSON.parse(await readFile(certificate(), 'utf8'))
    expect(result.certificate).toMatchObject({ kind: 'bound', proven: true })
    for (const { mentees } of result.groups) expect([3, 4, 5]).toContain(mentees.length)
    expect(await readFile(join(folder, 'out/report.html'), 'utf8')).toContain('leads')
    expect(await readFile(join(folder, 'out/unmatched.csv'), 'utf8')).toContain(',joins,')
    expect(await verify()).toBe(0)
    await changeProgramAnd('largest: 5', 'largest: 6')
    expect(await verify()).toBe(1)
  })

  test('that cannot be are refused with the line', async () => {
    await inGroups('{ smallest: 5, largest: 3 }')
    expect(await match()).toBe(2)
    expect(err.join('\n')).toContain('smallest size of no more than the largest')
  })
})
