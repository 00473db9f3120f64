/** Every endpoint that the installation serves, without a process around them. */
import { servedBy } from '../src/app/capabilities.ts'
import { unlimited } from '../src/kit/http/limits.ts'
import type { Served } from '../src/kit/http/served.ts'

export const served: readonly Served[] = servedBy({
  origin: () => '',
  limiter: unlimited,
  now: () => new Date(0),
  links: 'kept',
  accounts: {} as never,
})
