#!/usr/bin/env node
/*
 * The one way in: `node run.mjs <command> [arguments]`, on any Node from 20 on.
 * It installs what is missing, finds a Node that runs TypeScript (24 or newer) and hands over. Nothing else lives here.
 *
 * "Missing" is decided by content, never by file times, which mean nothing after a checkout: a stamp in node_modules holds the hash of the
 * lock file, the platform and what was installed. Where the stamp is absent, npm's own record of what lies in node_modules is compared with
 * the lock file instead, so that a person who ran npm themselves does not wait for a second installation.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const product = ['serve', 'work', 'migrate', 'doctor', 'check', 'admin', 'match', 'verify', 'demo', 'routes', 'jobs']
const help = ['help', '--help', '-h']
// `npm run check` is `check-code` here: `cairn check` is for whoever keeps a server
const development = ['test', 'check-code', 'journeys', 'bench', 'sizes']
const checkout = dirname(fileURLToPath(import.meta.url))
const modules = join(checkout, 'node_modules')
const stampFile = join(modules, '.cairn-lock')
const [command = '', ...rest] = process.argv.slice(2)

if (![...product, ...help, ...development].includes(command)) {
  const asked = command === '' ? 'Say what to run' : `There is no command "${command}"`
  stop(`${asked}. The commands are: ${product.join(', ')}; for development: ${development.join(', ')}. "help" says what each does.`, 2)
}
install(development.includes(command) ? 'full' : 'product')
stopWithNpm()
const entry = development.includes(command) ? join(checkout, 'tools', `${command}.ts`) : join(checkout, 'src', 'app', 'main.ts')
if (runsTypeScript()) await import(pathToFileURL(entry).href)
else handOver(bundledNode(), entry)

/** What the command needs lies in node_modules. */
function install(wanted) {
  const lockText = readFileSync(join(checkout, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n${lockText}`).digest('hex')
  const stamp = text(stampFile).trim()
  if (stamp === `${hash} full` || stamp === `${hash} ${wanted}`) return
  if (isInstalled(JSON.parse(lockText).packages, wanted)) return keep(`${hash} ${wanted}\n`)
  console.error(`Installing what Cairn needs${wanted === 'full' ? ', with the tools for development' : ''}. This takes a minute, once.`)
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
    ...(wanted === 'full' ? ['--include=dev'] : ['--omit=dev']),
  ]
  const npm = process.env.npm_execpath ?? ''
  // npm's chatter must not mix with the answer of a command that prints data
  const how = { cwd: checkout, stdio: ['ignore', 2, 2] }
  const done = npm.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], how)
    : spawnSync('npm', args, { ...how, shell: process.platform === 'win32' })
  if (done.signal) process.kill(process.pid, done.signal)
  if (done.error)
    stop(
      `Cairn needs npm to install its parts, and npm could not be started (${done.error.message}). It comes with Node from https://nodejs.org.`,
    )
  if (done.status !== 0)
    stop(
      'The installation did not finish; npm says why above. Nothing of yours was changed. Run the same command again once that is mended.',
    )
  keep(`${hash} ${wanted}\n`)
}

/** Whether npm's record of node_modules holds every package of the lock file that this platform and this command need. */
function isInstalled(packages, wanted) {
  const record = text(join(modules, '.package-lock.json'))
  if (record === '') return false
  const there = JSON.parse(record).packages
  const ours = Object.keys(packages[''].optionalDependencies).map(name => `node_modules/${name}`)
  return Object.entries(packages).every(([path, { version, integrity, dev, devOptional, optional, os, cpu }]) => {
    if (path === '' || (dev && wanted === 'product')) return true
    const here = there[path]
    if (here) return here.version === version && here.integrity === integrity && existsSync(join(checkout, path))
    const isForOthers = os && cpu && !(os.includes(process.platform) && cpu.includes(process.arch))
    return Boolean(isForOthers || ((optional || devOptional) && !ours.includes(path)))
  })
}

function runsTypeScript() {
  return Number(process.versions.node.split('.')[0]) >= 24
}

/** The Node that came with the installation; a plain sentence where there is none for this machine. */
function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const node = join(modules, `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(node)) return node
  const how =
    process.platform === 'darwin'
      ? 'Install it with `brew install node@24` or from https://nodejs.org'
      : 'Install it from https://nodejs.org'
  return stop(`Cairn needs Node 24 or newer, and this is Node ${process.versions.node}. ${how}, then run the same command again.`)
}

/**
 * Runs the command in another Node and ends as it ends. A stop asked of this process is passed on as SIGTERM: with Ctrl-C the terminal has
 * sent SIGINT to both already, and a second SIGINT would read as "at once". Should this process be killed, the other sees its channel close and stops too.
 */
function handOver(node, entry) {
  const follow = "process.channel?.unref();process.on('disconnect',()=>process.kill(process.pid,'SIGTERM'))"
  const args = ['--import', `data:text/javascript,${encodeURIComponent(follow)}`, entry, command, ...rest]
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = () => child.kill('SIGTERM')
  for (const signal of signals) process.on(signal, pass)
  child.on('error', error =>
    stop(`The Node that came with Cairn could not be started (${error.message}). Install Node 24 from https://nodejs.org instead.`),
  )
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, pass)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

/**
 * npm starts us through a shell and passes a stop only to that shell, which dies of it alone; killed outright, npm passes nothing.
 * When one of the two has gone, nobody is left to stop us but ourselves.
 */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const above = () => `${process.ppid} ${/\) \w (\d+)/.exec(text(`/proc/${process.ppid}/stat`))?.[1]}`
  const first = above()
  const watch = setInterval(() => {
    if (above() === first) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 300).unref()
}

function keep(stamp) {
  // a read-only installation (an image) works without the stamp
  try {
    writeFileSync(stampFile, stamp)
  } catch {}
}

function text(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function stop(sentence, code = 1) {
  console.error(sentence)
  process.exit(code)
}
