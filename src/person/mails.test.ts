import { expect, test } from 'vitest'
import { invitationMail, signInMail, welcomeMail } from './mails.ts'

const about = { organization: 'Halden', name: 'Anna', url: 'https://mentoring.example.org/halden/a/x' }
const all = [
  signInMail(about),
  welcomeMail(about),
  invitationMail({ ...about, inviter: null, relation: 'coordinator', program: null, until: new Date('2027-02-01T09:00:00Z') }),
  invitationMail({ ...about, inviter: 'Astrid', relation: 'coordinator', program: 'First year', until: new Date('2027-02-01T09:00:00Z') }),
]

test('an invitation to one program names it, in the mail and on paper', () => {
  const { text, paper } = invitationMail({ ...about, inviter: 'Astrid', relation: 'coordinator', program: 'First year', until: new Date() })
  for (const words of [text, JSON.stringify(paper)]) expect(words).toContain('Astrid asks you to become coordinator of First year')
})

test('on paper nothing speaks of links, mailboxes or what can be pressed', () => {
  for (const { paper } of all) {
    const words = JSON.stringify([paper?.paragraphs, paper?.footer.filter(part => typeof part === 'string')])
    expect(words).not.toMatch(/\b(links?|inbox|mailbox|this mail|spam|press|tap|click)\b/i)
    expect(paper?.links.map(link => link.url)).toEqual([about.url])
  }
})
