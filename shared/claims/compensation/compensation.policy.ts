/** Who may decide about a compensation, and how far their limit reaches. Pure: the server refuses by it, the screen explains by it. */
import type { Permission } from '../../identity/permissions.ts'
import type { CompensationMove } from './compensation.state.ts'

export const permissionForCompensation: Record<CompensationMove, Permission> = {
  approve: 'compensation.approve',
  refuse: 'compensation.approve',
  withdraw: 'compensation.propose',
  void: 'compensation.approve',
}

/** Moves that must say why. */
export const asksReason = (move: CompensationMove): boolean => move === 'refuse' || move === 'void'

export type Decision = {
  proposedById: string
  actorId: string
  /** Minor units of the house currency; null: the actor has no limit, and may approve nothing. */
  limitMinor: number | null
  /** Approved on the claim already, in the house currency; null when a rate is missing. */
  spentMinor: number | null
  /** This compensation, in the house currency; null when a rate is missing. */
  amountMinor: number | null
}

export type Hindrance = 'own_proposal' | 'not_own_proposal' | 'over_limit' | 'no_rate'

/** The limit is of all that a claim is given, so that no amount passes it in pieces. */
export const isWithinLimit = ({
  limitMinor,
  spentMinor,
  amountMinor,
}: Omit<Decision, 'proposedById' | 'actorId'>) =>
  limitMinor !== null && spentMinor !== null && amountMinor !== null && spentMinor + amountMinor <= limitMinor

/** Why this move is not this person's to make; null: it is. Rights and states are judged apart. */
export const hindranceTo = (move: CompensationMove, decision: Decision): Hindrance | null => {
  const own = decision.proposedById === decision.actorId
  if (move === 'withdraw') return own ? null : 'not_own_proposal'
  if (move === 'void') return null
  if (own) return 'own_proposal'
  if (move === 'refuse') return null
  if (decision.spentMinor === null || decision.amountMinor === null) return 'no_rate'
  return isWithinLimit(decision) ? null : 'over_limit'
}
