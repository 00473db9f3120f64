import { homedir } from 'node:os'
import type { Facts } from './config.ts'

/** The facts about this machine and account on which the defaults of the settings depend. */
export function machineFacts(): Facts {
  return { isRoot: process.getuid?.() === 0, home: homedir(), platform: process.platform }
}
