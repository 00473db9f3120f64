/** The door to the network: what a connection may send, for how long it may take, and how it is closed. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import type { Config } from '../kit/config/config.ts'
import { SetupFault } from '../kit/db/access.ts'

type Fetch = Parameters<typeof listen>[0]['fetch']

/** How long a caller may take, in milliseconds; how often those who take longer are looked for. */
const patience = { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000 }

/** The application answers at the address of the configuration; a sentence for the operator where it cannot. */
export function listening(
  fetch: Fetch,
  config: Pick<Config, 'host' | 'port'>,
  waits: Partial<typeof patience> = {},
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = listen(
      {
        fetch,
        hostname: config.host,
        port: config.port,
        createServer,
        serverOptions: { ...patience, ...waits, maxHeaderSize: 16_384 },
      },
      info => resolve({ server: server as Server, port: (info as AddressInfo).port }),
    )
    server.on('error', error => reject(faultOf(error, config)))
  })
}

/** No new request is taken; those under way are answered, for ten seconds at most. */
export function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    const impatience = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(impatience)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function faultOf(error: Error, { host, port }: Pick<Config, 'host' | 'port'>): Error {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new SetupFault(
      `Port ${port} on ${host} is in use already, perhaps by another Cairn. Stop that one, or set PORT to another number.`,
    )
  if (code === 'EACCES') return new SetupFault(`This account may not listen on port ${port}. Set PORT to a number above 1023.`)
  if (code === 'EADDRNOTAVAIL')
    return new SetupFault(`This machine has no address ${host}. Set HOST to one that it has, such as 127.0.0.1.`)
  return error
}
