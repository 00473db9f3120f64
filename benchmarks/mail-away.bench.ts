/**
 * The mail server is away while some five hundred people are asked, and comes back: every mail arrives, and none twice. Against the product as
 * it is started by hand. `npm run bench -- mail-away`; `CAIRN_AWAY_SECONDS` is how long it is away, ten minutes unless told.
 */
import { SMTPServer } from 'smtp-server'
import { freePort, productForBenchmark } from './product.ts'
import { publish } from './publication.ts'

const awaySeconds = Number(process.env['CAIRN_AWAY_SECONDS'] ?? 600)
const people = 800
const pause = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000))

const taken: string[] = []

/** Takes every mail and keeps its Message-ID. */
function serverOn(port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('latin1')
        if (/^subject: .*(meet|for you)/im.test(raw)) taken.push(/^message-id: (\S+)/im.exec(raw)?.[1] ?? 'none')
        done()
      })
    },
  })
  // a client that goes away is no fault of the server
  server.on('error', () => undefined)
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server)))
}

const port = await freePort()
const product = await productForBenchmark({ SMTP_URL: `smtp://127.0.0.1:${port}?from=mentoring@example.org` })
let server: SMTPServer | undefined
try {
  const { programId, cohortId } = await product.aCohort(people)
  const { people: asked } = await publish(product, programId, cohortId)
  console.log(`${asked} people are asked while the mail server is away`)
  await pause(awaySeconds)
  const back = performance.now()
  server = await serverOn(port)
  const seconds = () => (performance.now() - back) / 1000
  while (taken.length < asked && seconds() < 1500) await pause(1)
  const arrived = seconds()
  await pause(20)
  const twice = taken.length - new Set(taken).size
  console.log(`away for ${awaySeconds} s; ${taken.length} mails arrived, ${twice} twice, ${asked - new Set(taken).size} lost`)
  console.log(`the last one ${arrived.toFixed(0)} s after it was back (it is tried at least every 600 s)`)
  if (twice > 0 || new Set(taken).size !== asked) process.exitCode = 1
} finally {
  await product.stop()
  await new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve()))
}
