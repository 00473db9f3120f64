import { expect, test } from 'vitest'
import { signInAskedPage, signInPage } from './pages.ts'

test('with a mail server a link is on its way, and nobody is sent to the server', () => {
  const asked = signInAskedPage('Halden', 'halden', 'ana@halden.example', 'mailed').markup
  expect(asked).toContain('If ana@halden.example is known here, a link is on its way.')
  expect(asked).not.toMatch(/cairn admin|administrator/)
  expect(signInPage('Halden', '', 'mailed').markup).toContain('Send me a link')
})
