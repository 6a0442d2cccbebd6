/**
 * What an agent chose, what they chose to come next, and what the hub holds them by: three things apart (L2, L3).
 * Nothing but a choice changes what was chosen.
 */
import { defineStates } from '../platform/state-table.ts'
import type { Chosen, Hold } from './activity.ts'

export const presenceStates = defineStates({
  initial: 'offline',
  moves: {
    'take-work': { from: ['offline', 'away'], to: 'available' },
    /** From away too: for another reason. */
    'step-away': { from: ['offline', 'available', 'away'], to: 'away' },
    leave: { from: ['available', 'away'], to: 'offline' },
  },
})

export const holdStates = defineStates({
  initial: 'free',
  moves: {
    'miss-offer': { from: ['free', 'no-desk'], to: 'no-answer' },
    'lose-desk': { from: ['free'], to: 'no-desk' },
    /** A desk that is back answers for a lost desk, not for a missed offer: the agent has to say that they are there. */
    'prove-desk': { from: ['no-desk'], to: 'free' },
    choose: { from: ['no-answer', 'no-desk'], to: 'free' },
  },
})
export type HoldMove = Exclude<keyof (typeof holdStates)['moves'], 'choose'>

export type PresenceChoice = { chosen: Chosen; reason: string | null }
export type Presence = PresenceChoice & {
  /** Takes effect when the present work ends. */
  next: PresenceChoice | null
  heldBy: Hold | null
}

export const signedOut: Presence = { chosen: 'offline', reason: null, next: null, heldBy: null }

/** Takes effect now, and ends every hold; with `when: 'next'` and work in hand it is kept until the work ends. */
export const choosePresence = (
  presence: Presence,
  { chosen, reason }: PresenceChoice,
  { when, busy }: { when: 'now' | 'next'; busy: boolean },
): Presence => {
  const choice = { chosen, reason: chosen === 'away' ? reason : null }
  return when === 'next' && busy ? { ...presence, next: choice } : { ...choice, next: null, heldBy: null }
}

/** The last offer, call or wrap-up has ended. Without a next presence all stays as it was. */
export const endWork = (presence: Presence): Presence =>
  presence.next ? { ...presence.next, next: null, heldBy: null } : presence

/** The hub holds back only those who are available; what they chose stays. The same presence when nothing changes. */
export const moveHold = (presence: Presence, move: HoldMove): Presence => {
  const to = holdStates.next(presence.heldBy ?? 'free', move)
  if (to === null || (to !== 'free' && presence.chosen !== 'available')) return presence
  return { ...presence, heldBy: to === 'free' ? null : to }
}
