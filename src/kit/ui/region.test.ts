import { expect, test } from 'vitest'
import { inRegionOf } from './region.ts'

test.each([
  ['en-US', 'en-US', '12/7/2026'],
  ['en-US', 'en', '12/7/2026'],
  ['en-US', 'en-GB', '07/12/2026'],
  ['en-US', 'de', '07/12/2026'],
  ['en-US', 'de-DE', '07/12/2026'],
  ['en-US', 'nb', '07/12/2026'],
  ['de-DE', 'de-AT', '7.12.2026'],
])('a page in %s is read by somebody in %s: December 7 is typed as %s', (tag, reader, typed) => {
  const day = new Date('2026-12-07T00:00:00Z')
  expect(day.toLocaleDateString(inRegionOf(tag, reader), { timeZone: 'UTC' })).toBe(typed)
})
