/** What every command does, with its options, as it is told at the keyboard. The first line is how it is called, the second what it is for. */

export const help = {
  serve: `cairn serve [--demo]
Serves Cairn and does its jobs until it is stopped (Ctrl-C), as \`npm start\` does.

  --demo   Serves the demonstration instead: invented people, a data folder of its own, no mail.

Settings are environment variables; README.md has all of them.`,
  work: `cairn work
Does jobs only, beside other processes on one database, until it is stopped (Ctrl-C).

It takes the settings of the Cairn that it works for: DATABASE_URL, CAIRN_KEY_FILE, CAIRN_URL, SMTP_URL.`,
  migrate: `cairn migrate
Brings the database up to date and ends. Serving does the same at its start.`,
  doctor: `cairn doctor
Says what is good and what is not: settings, key, database, room, mail. Changes nothing.

Ends with 0, and with 1 when something is not good.`,
  check: `cairn check
Says whether everything that must always be true of what is stored is, also beside a Cairn that serves. Changes nothing.

Ends with 0, and with 1 when something is not.`,
  'admin invite': `cairn admin invite <e-mail> [--name "Ana Ribeiro"] [--organization slug]
Prints a link that makes somebody an administrator, or that signs in somebody who is one already.

  --name           How the person is called; the address when left out.
  --organization   The short name of the organization; the first when left out.

Whoever has no invitation gets one, which works once, for two weeks. An invitation that waits is replaced, and its earlier link
is over. Whoever is an administrator already gets a link to sign in, which works once, for 15 minutes. Without a mail server this
is the way back in for an administrator who is signed out.`,
  match: `cairn match <people.csv> --program <program.yaml> --out <folder>
Finds the proven best arrangement of a file of people, without a server. Sends nothing to anybody.

  --program   What the columns mean and what to look for; described in guide/program.schema.json.
  --out       The folder for pairs.csv, unmatched.csv, report.html and certificate.json; made when it is not there.

Ends with 0, and with 2 when the input cannot be used, which is said in words.`,
  verify: `cairn verify <folder>
Checks an arrangement that \`cairn match\` wrote, from its inputs and by other means than those that found it. Changes nothing.

Ends with 0 when all of it holds, and with 1 when something does not.`,
  'demo names': `cairn demo names <people.csv>
Prints the same file of people with invented names and addresses, the same for the same id.

Write it to another file: cairn demo names people.csv > named.csv`,
  'demo actors': `cairn demo actors [--json]
Prints the cast of the demonstration as JSON: for each relation somebody who has it, with a token for the API.

  --json   Nothing else; it may stand there for scripts.

The demonstration is made by its first start: npm start -- --demo`,
  routes: `cairn routes
Prints every endpoint with the permission that it needs.`,
  jobs: `cairn jobs
Prints every kind of job, and what reacts to which entry of the history.`,
} as const

export type CommandName = keyof typeof help

/** How a command is called, for somebody who called it otherwise. */
export const usageOf = (name: CommandName): string => `Use it like this: ${help[name].split('\n')[0]}`

/** How a command is called and what for. */
export const briefly = (name: CommandName): string => help[name].split('\n', 2).join('\n')

/** All commands in one line each. */
export function overview(): string {
  const rows = Object.entries(help).map(([name, text]) => `  ${name.padEnd(13)} ${text.split('\n')[1]}`)
  return ['cairn <command> [options]', '', ...rows, '', 'cairn <command> --help says more about one.'].join('\n')
}
