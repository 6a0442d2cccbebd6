import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GuardianMessage, GuardianRequest, PartName } from './guardian.contract.ts'
import type { Options } from './options.ts'
import { sayNow } from './progress.ts'
import { sentenceOf } from './refusal.ts'
import { type Guardian, startGuardian } from './start-guardian.ts'
import type { StopStack } from './stop-stack.ts'

/** Where the database and Redis are, whoever runs them. */
export type Addresses = { databaseUrl: string; redisUrl: string }

/** The folder of the embedded parts inside the data folder. */
export const partsFolder = (dataDir: string): string => path.join(dataDir, 'services')

const names: Record<PartName, string> = { postgres: 'PostgreSQL', redis: 'Redis' }

const report = (message: GuardianMessage): void => {
  if (message.kind === 'died') sayNow(`${names[message.part]} died: starting it again.`)
  if (message.kind === 'restarted') sayNow(`${names[message.part]} is back.`)
}

const requestFor = ({ dataDir }: Options, env: NodeJS.ProcessEnv): GuardianRequest => ({
  dir: partsFolder(dataDir),
  partsDir: path.join(dataDir, 'programs'),
  parts: [...(env.DATABASE_URL ? [] : ['postgres' as const]), ...(env.REDIS_URL ? [] : ['redis' as const])],
  redisDatabases: 16,
  throwAway: false,
})

/**
 * Brings up what DATABASE_URL and REDIS_URL do not name, and keeps its guardian alive.
 * @param onMoved hears new addresses when a guardian that came back had to choose another port
 */
export const startParts = async (
  options: Options,
  env: NodeJS.ProcessEnv,
  stack: StopStack,
  onMoved: (addresses: Addresses) => void,
): Promise<Addresses> => {
  const request = requestFor(options, env)
  const given = { databaseUrl: env.DATABASE_URL ?? '', redisUrl: env.REDIS_URL ?? '' }
  if (request.parts.length === 0) return given
  const logFile = path.join(options.dataDir, 'logs/guardian.log')
  const begin = (): Promise<Guardian> => startGuardian(request, { logFile, onMessage: report })
  const addressesOf = ({ databaseUrl, redisUrl }: Guardian): Addresses => ({
    databaseUrl: given.databaseUrl || (databaseUrl ?? ''),
    redisUrl: given.redisUrl || (redisUrl ?? ''),
  })
  let guardian = await begin()
  stack.add(() => guardian.stop())
  const keepAlive = async (): Promise<void> => {
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      await guardian.gone
      if (stack.stopping()) return
      sayNow('The guardian of the database died: starting it again.')
      await sleep(pauseMs)
      const before = addressesOf(guardian)
      try {
        guardian = await begin()
      } catch (error) {
        sayNow(sentenceOf(error))
        continue
      }
      sayNow('The guardian of the database is back.')
      pauseMs = 50
      const now = addressesOf(guardian)
      if (now.databaseUrl !== before.databaseUrl || now.redisUrl !== before.redisUrl) onMoved(now)
    }
  }
  void keepAlive()
  return addressesOf(guardian)
}
