/** Finds the browser for the journeys, and brings one where it may. There is no skipping: without a browser the stories fail with a sentence. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

// the shell first: the whole browser draws itself around every page, which is half of its work
const names = ['chromium-headless-shell', 'chrome-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a Chromium: CAIRN_CHROMIUM, the system's, Debian's package when root may install it, else Playwright's own. */
export function chromiumPath(): string {
  const named = process.env.CAIRN_CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CAIRN_CHROMIUM is ${named}, and there is no such file. Give the path of a Chromium or Chrome, or remove the setting.`)
  }
  return system() ?? debian() ?? playwright() ?? missing()
}

function system(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(mayRun) ?? applications.find(mayRun) ?? null
}

function debian(): string | null {
  if (process.getuid?.() !== 0 || !mayRun('/usr/bin/apt-get')) return null
  console.error('There is no Chromium here. Installing the one of this system, once.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // older releases have no shell of its own
  const installs = ['chromium-headless-shell', 'chromium'].map(name => ['install', '-y', '--no-install-recommends', name])
  for (const words of [['update'], ...installs])
    if (!system()) spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 'ignore', 'inherit'], env })
  return system()
}

function playwright(): string | null {
  const path = chromium.executablePath()
  if (!existsSync(path)) {
    console.error('There is no Chromium here. Downloading the one of Playwright, once.')
    const tool = fileURLToPath(new URL('../../node_modules/playwright-core/cli.js', import.meta.url))
    spawnSync(process.execPath, [tool, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
  }
  return existsSync(path) ? path : null
}

function missing(): never {
  throw new Error(
    'The journeys need a Chromium, and there is none: not on this system, not from its packages, not from Playwright. Install one (on Debian: apt-get install chromium) or set CAIRN_CHROMIUM to its path.',
  )
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
