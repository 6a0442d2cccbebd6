/** What an administrator sets once for all claims: read, edited in turn, and kept with its versions. */
import type { z } from 'zod'
import { audit } from '#server/identity/index.ts'
import { readSetting, writeSetting } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { EventDefinition } from '#shared/platform/event.ts'
import { lockSetting } from './setting.store.ts'

export type ClaimSetting<S extends object> = {
  /** That it is kept under. */
  key: string
  /** What versions, the audit and the log call it; there is one of it, and they want an id. */
  kind: string
  subjectId: string
  event: EventDefinition<string, object>
  state: z.ZodType<S>
  /** While nobody has said otherwise. */
  usual: S
}
export type Versioned<S> = S & { version: number }

/** Version 0: nobody has set it. */
export const readVersioned = async <S extends object>(
  q: Queryable,
  { key, state, usual }: ClaimSetting<S>,
): Promise<Versioned<S>> => {
  const kept = ((await readSetting(q, key)) ?? {}) as Partial<Versioned<S>>
  const { version = 0, ...set } = kept
  return { ...state.parse({ ...usual, ...set }), version }
}

/** @throws 409 `changed_meanwhile` with `current` */
export const editSetting = <S extends object>(
  setting: ClaimSetting<S>,
  platform: Platform,
  actor: Actor,
  { version, ...edit }: Versioned<S>,
  restores?: number,
): Promise<Versioned<S>> =>
  inTransaction(platform.db, async (trx) => {
    const { key, kind, subjectId } = setting
    await lockSetting(trx, key)
    const { version: standing, ...before } = await readVersioned(trx, setting)
    if (standing !== version) throw changedMeanwhile({ ...before, version: standing }, { ...edit, version })
    const after = { ...(edit as unknown as S), version: standing + 1 }
    const [at, actorId] = [platform.clock.now(), actor.userId]
    await writeSetting(trx, key, after, at)
    await appendEvent(trx, setting.event, { subjectId, actorId, at, data: {} })
    await keepVersion(trx, {
      ...{ kind, subjectId, actorId, at, restores },
      before: { version: standing, state: before },
      after: { version: after.version, state: edit },
    })
    await audit(trx, {
      at,
      actorId,
      action: `${kind}.edit`,
      outcome: 'ok',
      subjectKind: kind,
      subjectId,
      data: { from: before, to: edit },
    })
    return after
  })
