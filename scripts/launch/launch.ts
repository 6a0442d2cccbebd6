import { runHub } from './hub.ts'
import { readOptions, usage } from './options.ts'
import { say } from './progress.ts'
import { Refusal, sentenceOf } from './refusal.ts'
import { newStopStack, type StopStack } from './stop-stack.ts'
import { runTask } from './task.ts'
import { watchParents } from './watch-parents.ts'

/** npm hands on a Ctrl-C that the terminal has given us already: signals this close are one wish. */
const sameWishMs = 1_000

const stopOnSignals = (stack: StopStack, env: NodeJS.ProcessEnv): void => {
  let firstAt = 0
  const stop = (): void => {
    if (firstAt === 0) {
      firstAt = Date.now()
      say('\nStopping…')
      void stack.stop().then(() => {
        say(`Stopped in ${((Date.now() - firstAt) / 1000).toFixed(1)} s.`)
        process.exit(0)
      })
    } else if (Date.now() - firstAt > sameWishMs) stack.hurry()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  watchParents(env, stop)
  // The terminal may go before us; what we would say to it is lost, the stopping is not.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}

/** The launcher: parts, database, screens, media, server, worker; or one task. Ends the process on failure. */
export const launch = async (args: string[], env: NodeJS.ProcessEnv): Promise<void> => {
  const stack = newStopStack()
  try {
    if (args.includes('--help') || args.includes('-h')) return say(usage)
    const options = readOptions(args, env)
    stopOnSignals(stack, env)
    if (!options.task) return await runHub(options, env, stack)
    const code = await runTask(options, options.task, env, stack)
    await stack.stop()
    process.exit(code)
  } catch (error) {
    // While stopping, work that was cut short fails; that is no news.
    if (stack.stopping()) return
    process.stderr.write(`${sentenceOf(error)}\n`)
    if (!(error instanceof Refusal) && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    await stack.stop()
    process.exit(1)
  }
}
