/* Plain Node, no packages: it runs before there are any. Old syntax on purpose, so that an old Node gets as far as the sentence. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone this script belongs to. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Prints one sentence and ends with exit code 1. */
export const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Ends with one sentence on a Node older than 20.11. */
export const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 11)) return
  giveUp(`Perezvon needs Node 20.11 or later, and this is ${process.versions.node}.`)
}

const readJson = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * What npm wrote down as installed lacks, or has in another version, something the lock file names. Optional packages
 * (binaries for other systems) may be absent.
 */
const packagesAreStale = () => {
  const lock = readJson(path.join(repository, 'package-lock.json'))
  const installed = readJson(path.join(repository, 'node_modules/.package-lock.json'))
  if (!lock) giveUp('This clone is incomplete: package-lock.json is missing.')
  if (!installed) return true
  return Object.entries(lock.packages).some(
    ([place, wanted]) =>
      place !== '' && !wanted.optional && installed.packages[place]?.version !== wanted.version,
  )
}

const npm = (args) => {
  const cli = process.env.npm_execpath
  const options = { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] }
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return spawn(process.execPath, [cli, ...args], options)
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** Installs the packages of the lock file when they are missing or others; says so, and how long it takes. */
export const ensurePackages = async () => {
  if (!packagesAreStale()) return
  const place = path.join(repository, 'node_modules')
  if (fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would follow the link, and empty a folder that is not this clone's.
    giveUp(
      `node_modules is a link to ${fs.readlinkSync(place)}, whose packages are not those of package-lock.json: remove the link, or install there.`,
    )
  }
  process.stdout.write('Installing packages (once, about a minute)…\n')
  const began = Date.now()
  const ticking = setInterval(() => {
    process.stdout.write(`Installing packages… ${Math.round((Date.now() - began) / 1000)} s\n`)
  }, 10_000)
  const code = await new Promise((resolve) => {
    const child = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        // npm may take its time over a gentler one; what it leaves half done is begun anew.
        child.kill('SIGKILL')
        giveUp('Stopped while packages were being installed: the next start begins anew.')
      })
    }
    child.once('error', (error) =>
      giveUp(`Packages could not be installed: npm does not run (${error.message}).`),
    )
    child.once('exit', resolve)
  })
  clearInterval(ticking)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal)
  if (code !== 0) giveUp('Packages could not be installed: npm says why above.')
  process.stdout.write(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.\n`)
}
