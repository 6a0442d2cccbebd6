/** All sweeps and carriers of the worker, assembled: the one file of this wing that knows all rooms. */
import { claimCarriers } from '#server/claims/index.ts'
import { audit, peopleIn } from '#server/identity/index.ts'
import { mailCarriers } from '#server/platform/mail/index.ts'
import { runOutbox } from '#server/platform/outbox.ts'
import { keepSweepLedger } from '#server/platform/sweep-ledger.ts'
import { runSweeps, type Sweep, type Sweeper } from '#server/platform/sweeps.ts'
import { hearWakes, wakePrefix } from '#server/platform/wake.ts'
import { openWatchDoor } from '#server/platform/watch.ts'
import type { Routing } from '#server/routing/index.ts'
import { agentSweeps } from './agents/index.ts'
import { channelSweeps } from './channels/index.ts'
import { claimSweeps } from './claims/index.ts'
import { clientSweeps } from './clients/index.ts'
import { identityCarriers, identitySweeps } from './identity/index.ts'
import { organisationSweeps } from './organisation/index.ts'
import { platformSweeps } from './platform/index.ts'
import { privacySweeps } from './privacy/index.ts'
import { followRecord, recordSweeps } from './record/index.ts'
import { routingSweeps } from './routing/index.ts'
import { taskSweeps } from './tasks/index.ts'
import { telephonyCarriers, telephonySweeps } from './telephony/index.ts'

export type RunningWorker = {
  sweeper: Sweeper
  /** Writes down what became of the sweeps so far. */
  writeLedger(): Promise<void>
  /** Where it answers probes; null without WORKER_PORT. */
  port: number | null
  stop(): Promise<void>
}

export const startWorker = async (house: Routing): Promise<RunningWorker> => {
  const { db, log, config } = house
  const sweeps = sweepsOf(house)
  const ledger = keepSweepLedger({ db, log, sweeps })
  const sweeper = runSweeps({ db, log, sweeps, onRound: ledger.note })
  const mail = mailCarriers(house)
  const outbox = runOutbox({
    db,
    log,
    carriers: {
      ...mail.carriers,
      ...identityCarriers(house),
      ...telephonyCarriers(house),
      ...claimCarriers(house),
    },
  })
  const record = await followRecord(house)
  const wakes = hearWakes({
    redisUrl: config.REDIS_URL,
    prefix: wakePrefix(config),
    log,
    onWake: (sweep) => sweeper.runNow(sweep),
  })
  const door = await openWatchDoor(house, {
    eventsFollowed: record.follows,
    redisAnswers: wakes.answers,
    figures: [],
  })
  return {
    sweeper,
    writeLedger: ledger.write,
    port: door?.port ?? null,
    stop: async () => {
      await door?.stop()
      await wakes.stop()
      await sweeper.stop()
      await ledger.stop()
      await outbox.stop()
      mail.stop()
      await record.stop()
    },
  }
}

const sweepsOf = (house: Routing): Sweep[] => [
  ...agentSweeps(house),
  ...telephonySweeps(house),
  ...routingSweeps(house),
  ...taskSweeps(house),
  ...clientSweeps(house),
  ...claimSweeps(house),
  ...channelSweeps(house),
  ...recordSweeps(house),
  ...privacySweeps(house),
  ...identitySweeps(house),
  ...organisationSweeps({ ...house, audit, peopleIn }),
  ...platformSweeps(house),
]
