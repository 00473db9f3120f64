import * as z from 'zod/mini'
import { day, endpoint, id, line, list, may, slug, version } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

export const organizationName = line(200)
export const mostHolidays = 200

export const organizationView = z.strictObject({
  id,
  slug,
  name: organizationName,
  language: z.enum(['en']),
  zone: z.string().check(z.maxLength(60)),
  /** Days on which nobody works, earliest first, besides Saturdays and Sundays. */
  holidays: list(day, mostHolidays),
  version,
  may: z.strictObject({ change: may }),
})
export type OrganizationView = z.infer<typeof organizationView>

export const readOrganization = endpoint({
  operationId: 'readOrganization',
  method: 'GET',
  path: '/organization',
  act: 'organization.see',
  summary: 'The organization that the caller belongs to.',
  answer: organizationView,
})

export const changeOrganization = endpoint({
  operationId: 'changeOrganization',
  method: 'PATCH',
  path: '/organization',
  act: 'organization.change',
  summary: 'Changes the name, the time zone or the holidays of the organization; deadlines that are set stay.',
  versioned: true,
  body: z.strictObject({
    name: z.optional(organizationName),
    zone: z.optional(z.string().check(z.maxLength(60))),
    holidays: z.optional(list(day, mostHolidays)),
  }),
  answer: organizationView,
  refusals: { zone_unknown: 422 },
})

export const organizationCreated = fact('organization.created', z.object({ organization: z.uuid(), isMailWaived: z.optional(z.boolean()) }))
export const organizationChanged = fact('organization.changed', z.object({ organization: z.uuid(), changed: z.array(z.string()) }))
