/** Many levels of many agents in one transition; routing goes by them from the next decision on. */
import { USER_SKILLS } from '#server/agents/index.ts'
import { audit, claimUserVersions, findAllManaged } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersions } from '#server/platform/versions/keep-version.ts'
import { userSkillsChanged } from '#shared/agents/skill.events.ts'
import type { MatrixChange } from '#shared/routing/skill-matrix.contract.ts'
import { type Cell, levelsOf, writeCells } from './matrix.store.ts'

/** Throws 409 `changed_meanwhile` with the names; 404; 422 `unknown_reference`. */
export const saveMatrix = (
  platform: Platform,
  actor: Actor,
  changes: readonly MatrixChange[],
): Promise<{ users: number }> =>
  inTransaction(platform.db, async (trx) => {
    const ids = changes.map(({ userId }) => userId)
    const users = await findAllManaged(trx, actor, ids)
    const before = await levelsOf(trx, ids)
    const stale = await claimUserVersions(
      trx,
      changes.map(({ userId, version }) => ({ id: userId, version })),
    )
    if (stale.length > 0) {
      const names = users.filter(({ id }) => stale.includes(id)).map(({ name }) => name)
      throw conflict('changed_meanwhile', { names: names.join(', '), users: stale, fields: ['levels'] })
    }
    const cells: Cell[] = changes.flatMap(({ userId, levels }) =>
      Object.entries(levels).map(([skillId, level]) => ({ userId, skillId, level })),
    )
    await writeCells(trx, cells)
    const after = await levelsOf(trx, ids)
    const at = platform.clock.now()
    for (const userId of ids) {
      const levels = after.get(userId) ?? {}
      await appendEvent(trx, userSkillsChanged, {
        subjectId: userId,
        actorId: actor.userId,
        at,
        data: { levels },
      })
    }
    await keepVersions(
      trx,
      changes.map(({ userId, version }) => ({
        kind: USER_SKILLS,
        subjectId: userId,
        before: { version, state: { levels: before.get(userId) ?? {} } },
        after: { version: version + 1, state: { levels: after.get(userId) ?? {} } },
        actorId: actor.userId,
        at,
      })),
    )
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'user.matrix',
      outcome: 'ok',
      subjectKind: 'user',
      data: {
        users: users.map(({ name }) => name),
        levels: cells.map((cell) => ({ ...cell, from: before.get(cell.userId)?.[cell.skillId] ?? null })),
      },
    })
    return { users: ids.length }
  })
