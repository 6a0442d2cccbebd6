import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildMessage } from '../../server/platform/child.ts'
import { lastWords, openLog } from './child-log.ts'
import { repository } from './options.ts'
import { builtFile } from './programs.ts'
import { sayNow } from './progress.ts'
import { Refusal } from './refusal.ts'

/** A program of the hub that must live as long as the hub does. */
export type ServiceSpec = {
  name: string
  /** File to run, from the clone's root. */
  entry: string
  env: NodeJS.ProcessEnv
  dataDir: string
  /** The folder of its built file; null: read from its sources, anew at each start. */
  builtIn: string | null
  /** Its words go to the console instead of its log. */
  talkative: boolean
}

/** A supervised program: started again when it dies, until it is stopped. */
export type Service = {
  name: string
  /** Resolves when it serves for the first time. */
  ready: Promise<void>
  pid(): number | undefined
  /** Ends it in order (SIGTERM), with force after 16 s or at once when `hurry`. */
  stop(hurry?: boolean): Promise<void>
  /** Ends it in order and starts it again at once: the code changed. */
  renew(): void
}

const readyWithinMs = 45_000
const stopWithinMs = 16_000
const longestPauseMs = 10_000

type Run = { child: ChildProcess; ready: Promise<void>; gone: Promise<string> }

/** One life of the program. Its group is its own, so that Ctrl-C reaches only the launcher, which stops in order. */
const run = (spec: ServiceSpec): Run => {
  const { file, descriptor } = openLog(spec.dataDir, spec.name)
  const from = fs.fstatSync(descriptor).size
  const output = spec.talkative ? 'inherit' : descriptor
  const program = spec.builtIn ? [builtFile(spec.builtIn, spec.entry)] : ['--import', 'tsx', spec.entry]
  const child = spawn(process.execPath, program, {
    cwd: repository,
    env: spec.env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  fs.closeSync(descriptor)
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`))
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'ready') resolve()
    })
    void gone.then((how) =>
      reject(new Refusal(`The ${spec.name} did not start (${how}): ${lastWords(file, from)} (see ${file})`)),
    )
    const late = `The ${spec.name} was not ready within ${readyWithinMs / 1000} s (see ${file}).`
    setTimeout(() => reject(new Refusal(late)), readyWithinMs).unref()
  })
  return { child, ready, gone }
}

const end = async (life: Run, hurry: boolean): Promise<void> => {
  const force = (): void => {
    try {
      // The whole group: what the program started goes with it.
      if (life.child.pid) process.kill(-life.child.pid, 'SIGKILL')
    } catch {
      life.child.kill('SIGKILL')
    }
  }
  if (hurry) force()
  else life.child.kill('SIGTERM')
  const over = await Promise.race([life.gone, sleep(stopWithinMs, null, { ref: false })])
  if (over !== null) return
  force()
  await life.gone
}

const talk = (spec: ServiceSpec, how: string, renewing: boolean): void =>
  sayNow(
    renewing
      ? `The code changed: the ${spec.name} starts anew.`
      : `The ${spec.name} died (${how}): starting it again.`,
  )

/**
 * Starts a program. `ready` rejects with a Refusal and its last words when the first start fails. Later deaths are
 * answered by a new start, after a pause that doubles from 0.2 s to 10 s and falls back once it has been ready.
 */
export const supervise = (spec: ServiceSpec): Service => {
  let life = run(spec)
  let stopping = false
  let renewing = false
  const firstLife = life
  const keepAlive = async (): Promise<void> => {
    for (let pauseMs = 200; !stopping; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const how = await life.gone
      if (stopping) return
      talk(spec, how, renewing)
      if (!renewing) await sleep(pauseMs)
      if (stopping) return
      renewing = false
      life = run(spec)
      if (await becameReady(life)) {
        pauseMs = 100
        sayNow(`The ${spec.name} is back.`)
      } else await end(life, true)
    }
  }
  void becameReady(life).then((ready) => (ready ? keepAlive() : undefined))
  return {
    name: spec.name,
    ready: firstLife.ready,
    pid: () => life.child.pid,
    stop: async (hurry = false) => {
      stopping = true
      await end(life, hurry)
    },
    renew: () => {
      renewing = true
      life.child.kill('SIGTERM')
    },
  }
}

const becameReady = (life: Run): Promise<boolean> =>
  life.ready.then(
    () => true,
    () => false,
  )
