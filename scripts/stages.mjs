import { spawn } from 'node:child_process'
import os from 'node:os'
import { repository } from './packages.mjs'

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`

/** How stages usually are: heard at once. */
export const aloud = { isBeside: false, say: (text) => process.stdout.write(text) }

/** For stages beside another: they take the time that it leaves, and are heard when told to `speak`. */
export const beside = () => {
  const said = []
  return { isBeside: true, say: (text) => said.push(text), speak: () => aloud.say(said.splice(0).join('')) }
}

const putBehind = (pid) => {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_LOW)
  } catch {
    // It has just ended, or the system has no such thing: then it runs as the others do.
  }
}

/**
 * Runs a program of node_modules/.bin, or any other, in the clone's root with our own console.
 * @returns {Promise<boolean>} whether it ended with exit code 0
 */
export const run = (program, args, env = {}, voice = aloud) =>
  new Promise((resolve) => {
    const path = `${repository}/node_modules/.bin:${process.env.PATH}`
    const child = spawn(program, args, {
      cwd: repository,
      stdio: voice.isBeside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, PATH: path, ...env },
    })
    if (voice.isBeside && child.pid) putBehind(child.pid)
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', voice.say)
    child.once('error', (error) => {
      voice.say(`${program}: ${error.message}\n`)
      resolve(false)
    })
    child.once('close', (code) => resolve(code === 0))
  })

/** Runs a stage under a heading, and says how it ended and how long it took. */
export const stage = async (name, work, voice = aloud) => {
  const began = Date.now()
  voice.say(`\n== ${name}\n`)
  const good = await work()
  voice.say(`== ${name}: ${good ? 'passed' : 'FAILED'} in ${seconds(began)}\n`)
  return good
}

/** Runs every stage, whatever becomes of the others. */
export const everyStage = async (stages, voice = aloud) => {
  let good = true
  for (const [name, work] of stages) good = (await stage(name, work, voice)) && good
  return good
}
