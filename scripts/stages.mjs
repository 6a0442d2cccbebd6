import { spawn } from 'node:child_process'
import { repository } from './packages.mjs'

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`

/**
 * Runs a program of node_modules/.bin, or any other, in the clone's root with our own console.
 * @returns {Promise<boolean>} whether it ended with exit code 0
 */
export const run = (program, args, env = {}) =>
  new Promise((resolve) => {
    const path = `${repository}/node_modules/.bin:${process.env.PATH}`
    const child = spawn(program, args, {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, ...env },
    })
    child.once('error', (error) => {
      process.stdout.write(`${program}: ${error.message}\n`)
      resolve(false)
    })
    child.once('exit', (code) => resolve(code === 0))
  })

/** Runs a stage under a heading, and says how it ended and how long it took. */
export const stage = async (name, work) => {
  const began = Date.now()
  process.stdout.write(`\n== ${name}\n`)
  const good = await work()
  process.stdout.write(`== ${name}: ${good ? 'passed' : 'FAILED'} in ${seconds(began)}\n`)
  return good
}

/** Runs every stage, whatever becomes of the others. */
export const everyStage = async (stages) => {
  let good = true
  for (const [name, work] of stages) good = (await stage(name, work)) && good
  return good
}
