import { randomInt } from 'node:crypto'
import { keep, readKept } from './data-folder.ts'
import type { Options } from './options.ts'
import type { PrepareRequest, SignIn } from './prepare.contract.ts'
import type { Prepared } from './prepare.ts'
import { Refusal } from './refusal.ts'

/** How this data folder began, kept from its first start. */
export type Beginning = {
  kind: 'demo' | 'empty'
  passwords: 'demo' | 'generated'
  signIns: SignIn[]
}

const file = 'beginning.json'

/** What the database is to be made into, from the flags and from how the folder began. */
export const planFirstRun = (options: Options, databaseUrl: string, embedded: boolean): PrepareRequest => {
  const { dataDir, local } = options
  const kept = readKept<Beginning>(dataDir, file)
  if (options.empty && kept?.kind === 'demo') {
    throw new Refusal(
      `${dataDir} already holds the demo company: set DATA_DIR to a new folder to begin empty.`,
    )
  }
  const passwords = local ? 'demo' : 'generated'
  const exposed = kept?.kind === 'demo' && kept.passwords === 'demo' && !local
  const seed = !options.empty && kept?.kind !== 'empty'
  return { databaseUrl, dataDir, embedded, seed, passwords, renew: exposed ? kept.signIns : [] }
}

/** Keeps what came of it, and says how the folder stands. */
export const recordFirstRun = (options: Options, request: PrepareRequest, prepared: Prepared): Beginning => {
  const kept = readKept<Beginning>(options.dataDir, file)
  if (prepared.signIns) {
    const beginning: Beginning = { kind: 'demo', passwords: request.passwords, signIns: prepared.signIns }
    keep(options.dataDir, file, beginning)
    return beginning
  }
  if (kept) return kept
  const beginning: Beginning = { kind: 'empty', passwords: 'generated', signIns: [] }
  keep(options.dataDir, file, beginning)
  return beginning
}

/** Eight digits for the first administrator's page, printed on the console only. */
export const oneTimeCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0')
