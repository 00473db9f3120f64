/** The database cannot do what was asked now, but could later: the answer is 503 with a Retry-After, and nothing was half done. */
export type OutageCode = 'database_away' | 'storage_full' | 'busy'

export class Outage extends Error {
  readonly code: OutageCode
  constructor(code: OutageCode, cause?: unknown) {
    super(`The database is out: ${code}`, { cause })
    this.name = 'Outage'
    this.code = code
  }
}

/** SQLSTATEs (PostgreSQL manual, appendix A) and the errors of the socket, each with what it means to somebody who waits. */
const meanings: Readonly<Record<string, OutageCode>> = {
  '57P01': 'database_away',
  '57P02': 'database_away',
  '57P03': 'database_away',
  '53100': 'storage_full',
  '53200': 'busy',
  '53300': 'busy',
  '53400': 'busy',
  // statement_timeout and lock_timeout
  '57014': 'busy',
  '55P03': 'busy',
  // still so after the retries of inTransaction
  '40001': 'busy',
  '40P01': 'busy',
  ECONNREFUSED: 'database_away',
  ECONNRESET: 'database_away',
  EPIPE: 'database_away',
  ENOENT: 'database_away',
  ETIMEDOUT: 'database_away',
  EHOSTUNREACH: 'database_away',
  ENETUNREACH: 'database_away',
  ENOTFOUND: 'database_away',
  EAI_AGAIN: 'database_away',
}

/** The driver gives no code for these, only words. */
const words: readonly (readonly [string, OutageCode])[] = [
  ['Connection terminated due to connection timeout', 'database_away'],
  ['Connection terminated', 'database_away'],
  ['Client has encountered a connection error and is not queryable', 'database_away'],
  ['Client was closed and is not queryable', 'database_away'],
  ['timeout exceeded when trying to connect', 'busy'],
  ['Query read timeout', 'busy'],
]

/** What an error of the driver, the pool or PostgreSQL means for somebody who waits; null when it is no outage but a bug or a rule. */
export function outageOf(error: unknown): Outage | null {
  if (error instanceof Outage) return error
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // an ENOENT of any other file is a bug; that of a socket comes from connect
  if (code === 'ENOENT' && !('syscall' in error && error.syscall === 'connect')) return null
  const meaning = meanings[code] ?? (code.startsWith('08') ? 'database_away' : words.find(([text]) => error.message.startsWith(text))?.[1])
  return meaning ? new Outage(meaning, error) : null
}
