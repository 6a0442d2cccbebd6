/** An administrator sets the account up. Secrets are sealed, and never shown again; what was changed is audited, not its value. */
import type { z } from 'zod'
import type { editNetwork as contract, NetworkView } from '#shared/telephony/twilio.contract.ts'
import { audit, changedMeanwhile } from '../../identity/index.ts'
import { writeSetting } from '../../organisation/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Trx } from '../../platform/database.ts'
import { invalid } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { removeSecret, writeSealed } from '../../platform/secret.store.ts'
import { seal } from '../../platform/secret-box.ts'
import { keepVersion } from '../../platform/versions/keep-version.ts'
import { readNetwork } from './read-network.ts'
import { lockSettings } from './settings.store.ts'
import {
  fixedSettings,
  type PlainSettings,
  readPlain,
  SECRETS,
  SETTING,
  type TwilioSettings,
} from './settings.ts'

type Wish = z.infer<NonNullable<typeof contract.body>>
type Secret = keyof typeof SECRETS
const PLAIN = ['accountSid', 'apiKeySid', 'appSid', 'publicUrl'] as const

/** There is one account; its versions want a name of it. */
export const ACCOUNT = { kind: 'telephony-account', subjectId: '00000000-0000-7000-8000-000000000003' }
export const accountState = ({ version: _, ...state }: PlainSettings) => state

export const editNetwork = async (
  platform: Platform,
  actor: Actor,
  wish: Wish,
  restores?: number,
): Promise<NetworkView> => {
  const { db, clock, config } = platform
  const fixed = fixedSettings(config)
  refuseFixed(fixed, wish)
  await inTransaction(db, async (trx) => {
    await lockSettings(trx)
    const before = await readPlain(trx)
    if (before.version !== wish.version) throw changedMeanwhile(await readNetwork(platform), wish)
    const at = clock.now()
    const own = Object.fromEntries(PLAIN.map((name) => [name, name in fixed ? before[name] : wish[name]]))
    await writeSetting(trx, SETTING, { ...own, version: before.version + 1 }, at)
    await keepVersion(trx, {
      ...ACCOUNT,
      before: { version: before.version, state: accountState(before) },
      after: { version: before.version + 1, state: own },
      actorId: actor.userId,
      at,
      restores,
    })
    const secrets = (Object.keys(SECRETS) as Secret[]).filter((name) => wish[name] !== undefined)
    for (const name of secrets) await keep(trx, platform, actor, name, wish[name] ?? null)
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'network.edit',
      outcome: 'ok',
      data: {
        fields: [...PLAIN.filter((name) => before[name] !== own[name]), ...secrets].join(', '),
        ...(restores !== undefined && { restores }),
      },
    })
  })
  return readNetwork(platform)
}

/** What the environment settles cannot be changed here: saying the same again is no change. */
const refuseFixed = (fixed: Partial<Record<keyof TwilioSettings, string>>, wish: Wish): void => {
  const faults = [
    ...PLAIN.filter(
      (name) =>
        fixed[name] !== undefined && wish[name]?.replace(/\/+$/, '') !== fixed[name]?.replace(/\/+$/, ''),
    ),
    ...(Object.keys(SECRETS) as Secret[]).filter(
      (name) => fixed[name] !== undefined && wish[name] !== undefined,
    ),
  ]
  if (faults.length > 0) throw invalid(Object.fromEntries(faults.map((name) => [name, 'fixed'])))
}

const keep = async (
  trx: Trx,
  { config, clock }: Platform,
  actor: Actor,
  name: Secret,
  value: string | null,
): Promise<void> => {
  const row = SECRETS[name]
  if (value === null) return removeSecret(trx, row)
  const sealed = seal(config.SECRET_KEY, row, value)
  await writeSealed(trx, { name: row, sealed, at: clock.now(), by: actor.userId })
}
