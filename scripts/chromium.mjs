/* The browser of the journeys: the distribution's Chromium, installed when it may be. */
import { accessSync, constants } from 'node:fs'
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
    .map((folder) => path.join(folder, name))
    .find(isExecutable)

/** The browser's program, or undefined. CHROMIUM names another. */
export const findChromium = () => process.env.CHROMIUM || names.map(onPath).find(Boolean)

const aptInstall = () =>
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    DEBIAN_FRONTEND: 'noninteractive',
  })

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
  // Lists that are empty or old know no package, or one that is gone: refreshed then.
  if (!(await aptInstall())) {
    await run('apt-get', ['update'])
    await aptInstall()
  }
  const installed = findChromium()
  if (!installed)
    giveUp('Chromium could not be installed by apt-get: install it by hand, or name one by CHROMIUM=.')
  return installed
}
