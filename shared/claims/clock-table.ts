/** Which clocks a claim may have, and what starts and stops each. The only place that says so; pure. */
import { type ClaimState, claimStates, owesAnswer } from './claim.state.ts'

/**
 * acknowledge: the client is told that we have it · first-answer: the first word on the matter, be it a holding one ·
 * next-update: the next word on how it stands, for as long as an answer is owed · reply: to what the client wrote ·
 * final-answer: the answer itself.
 */
export const clockKinds = ['acknowledge', 'first-answer', 'next-update', 'reply', 'final-answer'] as const
export type ClockKind = (typeof clockKinds)[number]

export const clockSignals = [
  'opened',
  'acknowledged',
  /** We told the client how it stands. */
  'client-told',
  /** The client's word, on any channel. */
  'client-wrote',
  /** An answer is owed no more: given, refused with grounds, or the claim was taken back. */
  'answered',
  /** Disputed or opened again. */
  'owed-again',
  /** Nothing is owed and nothing more is to come. */
  'ended',
] as const
export type ClockSignal = (typeof clockSignals)[number]

const over = ['answered', 'ended'] as const satisfies ClockSignal[]

export const clockTable: Record<
  ClockKind,
  { starts: readonly ClockSignal[]; stops: readonly ClockSignal[] }
> = {
  acknowledge: { starts: ['opened'], stops: ['acknowledged', ...over] },
  'first-answer': { starts: ['opened'], stops: ['client-told', ...over] },
  'next-update': { starts: ['acknowledged', 'client-told', 'owed-again'], stops: ['client-told', ...over] },
  reply: { starts: ['client-wrote'], stops: ['client-told', ...over] },
  'final-answer': { starts: ['opened', 'owed-again'], stops: over },
}

/** What a move is to the clocks; null: nothing. By what is owed before and after it, whatever the moves are called. */
export const signalOfMove = (from: ClaimState, to: ClaimState): ClockSignal | null => {
  if (owesAnswer(from) !== owesAnswer(to)) return owesAnswer(to) ? 'owed-again' : 'answered'
  if (!owesAnswer(to)) return 'ended'
  return from === claimStates.initial && to !== from ? 'acknowledged' : null
}

/** @param owes whether an answer is owed after the signal: how a matter stands is told only while it does */
export const changesOn = (
  signal: ClockSignal,
  owes: boolean,
): { stops: ClockKind[]; starts: ClockKind[] } => ({
  stops: clockKinds.filter((kind) => clockTable[kind].stops.includes(signal)),
  starts: clockKinds.filter(
    (kind) => clockTable[kind].starts.includes(signal) && (kind !== 'next-update' || owes),
  ),
})
