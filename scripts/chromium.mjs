/* The browser of the journeys: the distribution's Chromium, installed when it may be. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { giveUp } from './packages.mjs'
import { run } from './stages.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find(isExecutable)

/** Ubuntu's package is a stand-in that asks for a snap: it is there, and does not run. */
const runs = (program) => spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0

/** The browser's program, or undefined. CHROMIUM names another. */
export const findChromium = () =>
  process.env.CHROMIUM ||
  names
    .map(onPath)
    .filter(Boolean)
    .find((program) => runs(program))

const LISTS = '/var/lib/apt/lists'
const hasLists = () => existsSync(LISTS) && readdirSync(LISTS).some((name) => name.includes('Packages'))

/** Somebody else's apt (a machine that has just started updates itself) is waited for. */
const apt = (...args) =>
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { DEBIAN_FRONTEND: 'noninteractive' })
const aptInstall = () => apt('install', '-y', '--no-install-recommends', 'chromium')

/** Sees to it that there is a browser; ends the run with one sentence where there cannot be. */
export const ensureChromium = async () => {
  const found = findChromium()
  if (found) return found
  const may = process.getuid?.() === 0 && onPath('apt-get')
  if (!may) {
    giveUp(
      'The browser tests need Chromium: install it (on Debian: apt-get install chromium), or name one by CHROMIUM=.',
    )
  }
  process.stdout.write('Installing Chromium by apt-get (once)…\n')
  // Lists that are empty know no package, and old ones one that is gone: refreshed then.
  const tried = hasLists() && (await aptInstall())
  if (!tried) {
    await apt('update')
    await aptInstall()
  }
  const installed = findChromium()
  if (!installed)
    giveUp('Chromium could not be installed by apt-get: install it by hand, or name one by CHROMIUM=.')
  return installed
}
