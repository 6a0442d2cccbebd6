/** Which lines of a card's timeline a reader may see. */
import { type Actor, may, type Reach, reachOf } from '#server/platform/actor.ts'
import { type TimelineKind, timelineKinds } from '#shared/clients/timeline.contract.ts'
import type { Permission } from '#shared/identity/permissions.ts'

/** A note is part of the card: whoever may read the card may read it. */
const permissionOf: Record<Exclude<TimelineKind, 'note'>, Permission> = {
  interaction: 'interaction.read',
  claim: 'claim.read',
  deal: 'deal.read',
  task: 'task.read',
  suggestion: 'suggestion.read',
}

export type VisibleKind = { kind: TimelineKind; reach: Reach }

/** The kinds the actor may see at all, each with its own reach. */
export const visibleKinds = (actor: Actor, wanted?: TimelineKind): VisibleKind[] =>
  timelineKinds
    .filter((kind) => !wanted || kind === wanted)
    .filter((kind) => kind === 'note' || may(actor, permissionOf[kind]))
    .map((kind) => ({ kind, reach: kind === 'note' ? { kind: 'all' } : reachOf(actor, permissionOf[kind]) }))
