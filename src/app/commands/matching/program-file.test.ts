import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Unusable } from '../unusable.ts'
import { forms } from './program-faults.ts'
import { programIn, programSchema } from './program-file.ts'

const example = await readFile(fileURLToPath(new URL('../../../../examples/match/program.yaml', import.meta.url)), 'utf8')

/** What is told about a text that is no program. */
function told(text: string): readonly string[] {
  try {
    programIn(text, 'program.yaml')
  } catch (error) {
    if (error instanceof Unusable) return error.sentences
    throw error
  }
  return []
}

describe('what is wrong in a program is told in sentences, with the line', () => {
  test.each([
    [
      'a kind that does not exist',
      ['kind: set,', 'kind: sets,'],
      'line 24: criteria.0.kind must be one of set, count, scale, availability, distance, rank, category or language, and is “sets”.',
    ],
    [
      'a choice that does not exist',
      ['first: matched', 'first: most'],
      'line 28: first must be one of matched, total, fairest or stable, and is “most”.',
    ],
    ['the only choice', ['objective: optimal', 'objective: fairest'], 'line 27: objective must be optimal, and is “fairest”.'],
    ['a missing setting', [', weightPoints: 20', ''], 'line 25: criteria.1.weightPoints is missing. It must be a number.'],
    ['no criteria at all', [/criteria:\n( {2}-.*\n)+/, ''], 'line 1: criteria is missing. It must be a list.'],
    ['a setting with nothing in it', ['id: person_id', 'id:'], 'line 2: id must be a text, and is empty.'],
    ['a word instead of a list', ['mentee: [mentee]', 'mentee: mentee'], 'line 6: roles.mentee must be a list, and is “mentee”.'],
    ['a list instead of a word', ['name: name', 'name: [name]'], 'line 3: name must be a text, and is a list of 1.'],
    ['a group instead of a word', ['seed: spring', 'seed: { a: 1 }'], 'line 29: seed must be a text, and is a group of settings.'],
    ['half a point', ['weightPoints: 70', 'weightPoints: 7.5'], 'line 24: criteria.0.weightPoints must be a whole number, and is “7.5”.'],
    ['too many points', ['weightPoints: 70', 'weightPoints: 70000'], 'must be at most 10000, and is “70000”.'],
    ['too few points', ['weightPoints: 70', 'weightPoints: 0'], 'must be at least 1, and is “0”.'],
    ['an empty text', ['id: person_id', 'id: ""'], 'line 2: id must hold something, and is an empty text.'],
    ['a long text', ['seed: spring', `seed: ${'x'.repeat(101)}`], 'line 29: seed must have at most 100 letters, and is “xxxxx'],
    [
      'a key with a space',
      ['key: site', 'key: "my site"'],
      'line 17: questions.4.key must begin with a small letter and hold only small letters',
    ],
    [
      'a name with a capital',
      ['id: skills', 'id: Skills'],
      'line 24: criteria.0.id must begin with a small letter and hold only small letters',
    ],
    ['two lines in one', ['name: name', 'name: "a\\nb"'], 'line 3: name must stand on one line'],
    [
      'a misspelled setting',
      ['  column: mentee_capacity', '  colum: mentee_capacity'],
      'line 10: capacity.colum is nothing that a program can say here. Is it spelled right?',
    ],
    [
      'a list as the whole',
      [/^[\s\S]*$/, '- a\n- b\n'],
      'line 1: the whole file must be a group of settings (name: value), and is a list of 2.',
    ],
    [
      'words as the whole',
      [/^[\s\S]*$/, 'Dear Cairn'],
      'line 1: the whole file must be a group of settings (name: value), and is “Dear Cairn”.',
    ],
    ['nothing', [/^[\s\S]*$/, '# to be written\n'], 'program.yaml is empty. A program says at least id, roles, questions and criteria.'],
    ['a setting twice', ['name: name', 'id: name'], 'line 3: this is not YAML: Map keys must be unique.'],
    [
      'a bracket left open',
      ['mentee: [mentee]', 'mentee: [mentee'],
      'line 7: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['two documents', ['roles:', '---\nroles:'], 'this is not YAML: more than one document is in this file.'],
    ['an alias of nothing', ['seed: spring', 'seed: *nope'], 'line 29: *nope stands for nothing: no &nope comes before it.'],
    [
      'aliases without measure',
      [/^[\s\S]*$/, `a0: &a0 [x]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n')}\n`],
      'program.yaml repeats parts of itself (by * and &) so often that it is too large to be read.',
    ],
    ['an alias of itself', ['seed: spring', 'seed: &seed [*seed]'], 'line 29: seed must be a text, and is a list of 1.'],
    ['keys that are lists', ['seed: spring', '? [seed]\n: spring'], 'is nothing that a program can say here.'],
  ] as const)('%s', (_, [from, to], sentence) => {
    expect(example.replace(from, to)).not.toBe(example)
    expect(told(example.replace(from, to)).join('\n')).toContain(sentence)
    expect(told(example.replace(from, to)).join('\n')).not.toContain('Invalid input')
  })

  test('every pattern of the schema has its words', () => {
    const patterns = [...programSchema().matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(([, text]) => String(JSON.parse(text ?? '')))
    expect(new Set(patterns.map(pattern => (pattern.includes('\\p') ? `/${pattern}/u` : `/${pattern}/`)))).toEqual(
      new Set(Object.keys(forms)),
    )
  })

  test('a program that is right', () => {
    expect(told(example)).toEqual([])
  })
})
