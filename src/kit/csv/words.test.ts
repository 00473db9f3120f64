import { expect, test } from 'vitest'
import { plainWords, readableHeading } from './words.ts'

test.each([
  ['E-Mail-Adresse', 'e mail adresse'],
  ['personId', 'person id'],
  ['Prénom', 'prenom'],
])('the plain words of %s', (text, words) => {
  expect(plainWords(text)).toBe(words)
})

test.each([
  ['skills_wanted', 'Skills wanted'],
  ['yearsHere', 'Years here'],
  ['HR_unit', 'HR unit'],
  ['experience_years_min', 'Experience years min'],
  ['Épreuve_orale', 'Épreuve orale'],
  // written by people
  ['What would you like to learn?', 'What would you like to learn?'],
  ['LinkedIn', 'LinkedIn'],
  ['E-Mail-Adresse', 'E-Mail-Adresse'],
  ['Department', 'Department'],
  ['_', '_'],
])('the heading %s reads %s', (name, heading) => {
  expect(readableHeading(name)).toBe(heading)
})
