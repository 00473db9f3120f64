import { serving } from '../kit/http/served.ts'
import { organizationAccess } from './access.ts'
import { changeOrganization } from './commands.ts'
import * as contract from './contract.ts'
import { organizationView } from './queries.ts'

const { serve } = serving('organization', organizationAccess)

export const organizationEndpoints = [
  serve(contract.readOrganization, ctx => organizationView(ctx)),
  serve(contract.changeOrganization, async (ctx, input, { ifMatch }) => {
    await changeOrganization(ctx, input, ifMatch)
    return organizationView(ctx)
  }),
]
