import type { Context } from '../context.ts'
import type { Begin } from '../jobs/jobs.ts'
import type { Html } from './html.ts'

/**
 * A page that is read without script, under `/<organization slug>/…`. GET changes nothing; POST is an urlencoded form from our own
 * origin. Its permission is the token in its path or nothing at all, so a page handler proves what it needs itself.
 */
export interface Page {
  readonly method: 'GET' | 'POST'
  /** Below the organization, such as `/a/{token}`; or from the root for pages of the installation. */
  readonly path: string
  readonly under: 'organization' | 'root'
  readonly handle: (call: PageCall) => Promise<PageAnswer>
}

export interface PageCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly form: Readonly<Record<string, string>>
  readonly headers: Headers
  readonly address: string
  readonly requestId: string
  /** Opens a transaction fenced to the organization of the path, as nobody; a page of the root names the organization itself. */
  readonly begin: Begin
  readonly beginIn: <T>(organizationId: string, work: (ctx: Context) => Promise<T>) => Promise<T>
}

export type PageAnswer =
  | { readonly page: Html; readonly status?: number; readonly headers?: Headers }
  /** Only to a path of our own. */
  | { readonly to: `/${string}`; readonly headers?: Headers }

export const page = (method: Page['method'], under: Page['under'], path: string, handle: Page['handle']): Page => ({
  method,
  under,
  path,
  handle,
})
