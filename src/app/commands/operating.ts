/** What an operator does on the command line besides serving. */
import type { Config } from '../../kit/config/config.ts'
import type { Log } from '../../kit/db/access.ts'
import { doctor, type Finding } from '../../kit/db/doctor.ts'
import { breachesOf } from '../../kit/db/invariants.ts'
import { openDatabase } from '../../kit/db/opening.ts'
import { connected } from '../../kit/db/roles.ts'
import { askedServer } from '../../kit/mail/asking.ts'
import { mailServerOf } from '../../kit/mail/server.ts'
import { invariants } from '../capabilities.ts'

const quiet: Log = (level, message) => {
  if (level !== 'info') console.error(message)
}
const telling: Log = (_level, message) => console.log(message)

/** Every migration is in; nothing is served. */
export async function migrateCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { log: telling })
  await database.close()
  console.log('The database is up to date.')
  return 0
}

/** Whether mails leave; where a mail server is set it is asked, and nothing is sent. */
export async function mailFinding(config: Pick<Config, 'smtpUrl' | 'url'>): Promise<Finding> {
  const mailServer = mailServerOf(config)
  if (!mailServer)
    return { subject: 'mail', state: 'good', sentence: 'No SMTP_URL is set here, so mails are kept, to read or to hand over.' }
  const { server, answer } = await askedServer(mailServer)
  return answer === null
    ? { subject: 'mail', state: 'good', sentence: `${server} takes mails from us. Nothing was sent.` }
    : { subject: 'mail', state: 'bad', sentence: `${server} did not take us: ${answer}. Mails wait and are tried again. Look at SMTP_URL.` }
}

/** Says in words what is good and what is not; 1 when something is. */
export async function doctorCommand(config: Config): Promise<number> {
  const findings = [...(await doctor(config)), await mailFinding(config)]
  const marks = { good: 'good    ', warning: 'look    ', bad: 'not good' } as const
  for (const { state, subject, sentence } of findings) console.log(`${marks[state]}  ${subject}: ${sentence}`)
  return findings.some(finding => finding.state === 'bad') ? 1 : 0
}

/** Whether everything that must always be true of the stored rows is; 1 and what is not otherwise. It may run beside a Cairn that serves. */
export async function checkCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { log: quiet })
  try {
    const breaches = await connected(database.installation.owner, owner => breachesOf(invariants, owner))
    for (const { sentence, count, ids } of breaches)
      console.log(`not so  ${sentence} (${count}: ${ids.join(', ')}${count > ids.length ? ', …' : ''})`)
    console.log(
      breaches.length === 0
        ? `All ${invariants.length} things that must always be true of what is stored are.`
        : `${breaches.length} of ${invariants.length} things that must always be true of what is stored are not. Nothing was changed. Keep a copy of the data folder, and report the lines above: they hold no name and no address.`,
    )
    return breaches.length === 0 ? 0 : 1
  } finally {
    await database.close()
  }
}
