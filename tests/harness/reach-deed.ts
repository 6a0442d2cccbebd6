/** What a try of a permission's reach is. */
import type { Database } from '#server/platform/database.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import type { Noun } from './reach-world.ts'
import type { Answer, Visitor } from './visitor.ts'

/** No row has it: what is let through is told that it is stale, and nothing is changed. */
export const STALE = 999

export type Ids = Record<Noun, string>
/** What a deed needs besides the things themselves. */
export type Scene = { db: Database; categoryId: string; probeId: string }
/** Tried on the things of each place. `out`: what is told of those out of reach, 404 unless said. */
export type Deed = {
  does: string
  lists?: undefined
  ask: (visitor: Visitor, ids: Ids, scene: Scene) => Promise<Answer>
  inside: number
  out?: number
  /** Held beside the permission, with the same scope. */
  with?: Permission[]
  /** Held beside it for everything: what may be seen and not touched is denied, not hidden. */
  seeing?: Permission[]
}
/** Asked once; answers the ids that are shown. */
export type List = {
  lists: string
  does?: undefined
  of: Noun
  ask: (visitor: Visitor) => Promise<string[]>
  with?: Permission[]
}
