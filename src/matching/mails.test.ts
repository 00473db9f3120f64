import { expect, test } from 'vitest'
import { proposalMail } from './mails.ts'

test('what is asked by mail behind a button is asked on paper at an address', () => {
  const { text, paper } = proposalMail({
    organization: 'Halden',
    program: 'Stepping Up',
    name: 'Amina',
    footer: ['Ingrid, 555 0100'],
    format: 'one-to-one',
    asks: [{ side: 'mentee', partner: 'Bo', url: 'https://mentoring.example.org/halden/a/x' }],
    answerBy: new Date('2027-02-12T17:00:00Z'),
    zone: 'Europe/Oslo',
  })
  expect(text).toContain('The page behind the button says why')
  expect(paper?.paragraphs.at(-1)).toContain('The page at the address in this letter says why')
  expect(JSON.stringify(paper)).not.toMatch(/button/i)
})
