/** Where the process starts: the words after the program's name, the environment and the machine go to the command line. */
import { machineFacts } from '../kit/config/machine.ts'
import { runCommand } from './command-line.ts'

// whoever reads what we print may have seen enough (`| head`): that is no defect
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit()
  throw error
})
process.exitCode = await runCommand(process.argv.slice(2), process.env, machineFacts())
