import { expect, test } from 'vitest'
import { invitationMail, signInMail } from './mails.ts'

test.each([
  ['a way in', signInMail({ organization: 'Halden', name: 'Anna', url: 'x' })],
  [
    'an invitation',
    invitationMail({ organization: 'Halden', name: 'Anna', inviter: null, relation: 'coordinator', url: 'x', until: new Date(0) }),
  ],
])('%s on paper speaks of nothing that paper has not', (_, { paper }) => {
  expect(JSON.stringify([paper?.paragraphs, paper?.footer])).not.toMatch(/\b(link|mail|mailbox|press|tap|click)\b/i)
})
