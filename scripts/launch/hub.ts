import os from 'node:os'
import path from 'node:path'
import { certificateFor } from './certificate.ts'
import { refuseHalfRestored } from './cut-short.ts'
import { openDataFolder } from './data-folder.ts'
import { environmentFor } from './environment.ts'
import { oneTimeCode, planFirstRun, recordFirstRun } from './first-run.ts'
import { takeLock } from './lock.ts'
import { mediaSpecs } from './media.ts'
import type { Options } from './options.ts'
import { startParts } from './parts.ts'
import { whyPortIsTaken } from './ports.ts'
import { prepareDatabase } from './prepare.ts'
import { buildPrograms } from './programs.ts'
import { say, withProgress } from './progress.ts'
import { Refusal } from './refusal.ts'
import { addressesOf, screen } from './screen.ts'
import type { StopStack } from './stop-stack.ts'
import { type Service, type ServiceSpec, supervise } from './supervise.ts'
import { buildUi } from './ui-build.ts'
import { watchCode } from './watch-code.ts'

const checkPort = async ({ port, host }: Options): Promise<void> => {
  const why = await whyPortIsTaken(port, host)
  if (why === null) return
  if (why === 'EADDRINUSE') {
    throw new Refusal(
      `Port ${port} is taken by another program: choose one, for example PORT=${port + 1} npm start`,
    )
  }
  if (why === 'EACCES')
    throw new Refusal(`Port ${port} is not for ordinary users: choose one above 1023 by PORT=.`)
  throw new Refusal(`HOST is "${host}", which is no address of this machine (${why}).`)
}

/** Starts them all at once, to be stopped in the order worker, server, media; resolves when each is ready. */
const startServices = async (specs: ServiceSpec[], stack: StopStack): Promise<Service[]> => {
  const services = specs.map((spec) => {
    const service = supervise(spec)
    stack.add((hurry) => service.stop(hurry))
    return service
  })
  await Promise.all(services.map(({ ready }) => ready))
  return services
}

const specsOf = (options: Options, env: NodeJS.ProcessEnv): ServiceSpec[] => {
  const common = {
    dataDir: options.dataDir,
    talkative: options.dev,
    builtIn: options.dev ? null : path.join(options.dataDir, 'built'),
  }
  return [
    ...mediaSpecs(env, os.availableParallelism()).map((media) => ({ ...common, ...media })),
    { ...common, name: 'server', entry: 'server/main.ts', env },
    { ...common, name: 'worker', entry: 'workers/main.ts', env },
    ...(env.DEMO === '1'
      ? [{ ...common, name: 'callers', entry: 'scripts/callers/on-request.main.ts', env }]
      : []),
  ]
}

/** Each program once, though several processes may run it. */
const buildAll = async (specs: ServiceSpec[]): Promise<void> => {
  const [folder] = specs.map(({ builtIn }) => builtIn)
  if (folder) await buildPrograms([...new Set(specs.map(({ entry }) => entry))], folder)
}

/** `npm start`: resolves when the hub is ready; it runs until a signal. */
export const runHub = async (options: Options, given: NodeJS.ProcessEnv, stack: StopStack): Promise<void> => {
  const began = Date.now()
  await checkPort(options)
  const kept = openDataFolder(options.dataDir)
  refuseHalfRestored(options.dataDir)
  const unlock = takeLock(options.dataDir, addressesOf(options)[0] ?? '')
  stack.add(async () => unlock())
  const certificate = options.https ? await certificateFor(options.dataDir, given) : null
  let services: Service[] = []
  let env: NodeJS.ProcessEnv = {}
  const addresses = await withProgress('Starting the database and Redis', () =>
    startParts(options, given, stack, (moved) => {
      Object.assign(env, { DATABASE_URL: moved.databaseUrl, REDIS_URL: moved.redisUrl })
      for (const service of services) service.renew()
    }),
  )
  const plan = planFirstRun(options, addresses.databaseUrl, !given.DATABASE_URL)
  const [prepared] = await Promise.all([
    withProgress('Preparing the database', () => prepareDatabase(plan, stack)),
    withProgress('Building the screens', () => buildUi(options.dataDir, stack)),
  ])
  const beginning = recordFirstRun(options, plan, prepared)
  const firstAdminCode = prepared.empty ? given.FIRST_ADMIN_CODE || oneTimeCode() : null
  env = {
    ...environmentFor(given, { options, kept, addresses, certificate }),
    DEMO: beginning.kind === 'demo' ? '1' : '',
    ...(firstAdminCode && { FIRST_ADMIN_CODE: firstAdminCode }),
  }
  const specs = specsOf(options, env)
  services = await withProgress('Starting media, server and worker', async () => {
    await buildAll(specs)
    return startServices(specs, stack)
  })
  if (options.dev) watchCode(services, options.dataDir, stack)
  const { signIns } = beginning
  say(screen({ options, signIns, firstAdminCode, certificate, tookMs: Date.now() - began }))
}
