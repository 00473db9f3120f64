import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { linksIn, mailsTo } from '../../notification/cast.ts'
import { aCohortOfPersons, aPublishedRound } from '../cast.ts'

const world = await aWorld({ withLimits: true })
const { halden } = world
const who = await aCohortOfPersons(world, halden)
await aPublishedRound(world, halden)

test('a house that opens its mails at once, through one address, is let in; whoever guesses is slowed down', async () => {
  const [mail] = await mailsTo(world, halden.organizationId, who.Amina?.id ?? '')
  const [link = ''] = linksIn(mail)
  const browser = world.browser()
  for (let opened = 0; opened < 60; opened += 1) expect((await browser.open(link)).status).toBe(200)
  const guessed = []
  for (let tried = 0; tried < 40; tried += 1)
    guessed.push((await browser.open(link.replace(/[^/]+$/, `guess-${tried}-of-something`))).status)
  expect(guessed.slice(0, 5)).toEqual([410, 410, 410, 410, 410])
  expect(guessed.at(-1)).toBe(429)
  expect((await browser.open(link)).status).toBe(200)
  expect(world.bugs).toEqual([])
})
