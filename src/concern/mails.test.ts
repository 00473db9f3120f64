import { expect, test } from 'vitest'
import { mirrored } from '../kit/texts/texts.ts'
import { newsMail, requestMail } from './mails.ts'

const known = {
  organization: 'Halden Health Trust',
  program: 'Stepping Up',
  name: 'Ingrid',
  url: 'https://x.example/there',
  footer: ['Why'],
}
const asked = { ...known, atOnce: false, late: false, dueOn: '2027-02-03', goesOn: true }

test('the mail to whoever has it says that somebody waits and until when, and nothing of what', () => {
  const { subject, text } = requestMail(asked)
  expect(subject).toBe('Somebody in Stepping Up waits for you')
  expect(text).toContain('Somebody who takes part in Stepping Up has turned to you. It is with you alone.')
  expect(text).toContain('They hear from you by Wednesday, February 3. After that day it goes to your deputy.')
  expect(text).toContain('Read it:\nhttps://x.example/there')
})

test('what is not right asks for today, what is late for now, and what stays with one person names no deputy', () => {
  expect(requestMail({ ...asked, atOnce: true }).subject).toBe('Somebody in Stepping Up waits for you: please read it today')
  expect(requestMail({ ...asked, atOnce: true }).text).toContain('answer on the same working day')
  expect(requestMail({ ...asked, late: true }).subject).toBe('Somebody in Stepping Up still waits for you')
  expect(requestMail({ ...asked, goesOn: false }).text).not.toContain('deputy')
  expect(requestMail({ ...asked, dueOn: null }).text).toContain('There is nothing to do unless you want to answer.')
})

test('the sender hears only that there is something', () => {
  const { subject, text } = newsMail({ ...known, name: null, days: 14 })
  expect(subject).toBe('There is an answer for you in Stepping Up')
  expect(text).toContain('Hello,\n\nThere is something new for you on your help page in Stepping Up.')
  expect(text).toContain('works for 14 days')
})

test('each is whole in a longer language', () => {
  for (const mail of [requestMail(asked, mirrored), newsMail({ ...known, days: 1 }, mirrored)]) expect(mail.html).toContain('dir="rtl"')
})
