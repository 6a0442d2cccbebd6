/** The versions of one kind of thing: listed with what each changed, and brought back by the kind's own edit. */
import { changesBetween, sameValue } from '#shared/platform/version-changes.ts'
import type { SettingVersion, VersionEndpoints } from '#shared/platform/versions.contract.ts'
import type { Actor } from '../actor.ts'
import type { Queryable } from '../database.ts'
import { notFound } from '../errors.ts'
import { handle, type Route } from '../http.ts'
import { keptState, keptVersions, type State, type VersionKey } from './setting-versions.store.ts'

const SHOWN = 100

export type VersionedKind<P> = {
  endpoints: VersionEndpoints<P>
  /** Throws 404 for what is out of the actor's reach. */
  find(actor: Actor, params: P): Promise<VersionKey & { state: State }>
  /** The kind's own edit, with its gates, rules and refusals. */
  edit(actor: Actor, params: P, edit: { version: number; state: State; restores: number }): Promise<unknown>
}

export const versionRoutes = <P>(db: Queryable, { endpoints, find, edit }: VersionedKind<P>): Route[] => [
  handle(endpoints.list, async ({ actor, params }) => {
    const found = await find(actor, params as P)
    return { versions: await readVersions(db, found) }
  }),
  handle(endpoints.restore, async ({ actor, params, body: { version, restores } }) => {
    const found = await find(actor, params as P)
    const state = await keptState(db, found, restores)
    if (!state) throw notFound(found.kind, `${found.subjectId} ${restores}`)
    await edit(actor, params as P, { version, state, restores })
    return undefined
  }),
]

const readVersions = async (
  db: Queryable,
  found: VersionKey & { state: State },
): Promise<SettingVersion[]> => {
  const kept = await keptVersions(db, found, SHOWN)
  return kept.slice(0, SHOWN).map(({ state, ...version }, at) => ({
    ...version,
    state,
    present: at === 0 && sameValue(state, found.state),
    changes: changesBetween(kept[at + 1]?.state ?? state, state).map((change) => ({
      ...change,
      from: change.from ?? null,
      to: change.to ?? null,
    })),
  }))
}
