/** What an agent does, in the desk's own words, with the tone that it has everywhere. */
import type { Activity } from '#shared/agents/agent.contract.ts'
import { useDeskWords } from '../desk/words.ts'
import type { Tone } from '../kit/tone.ts'
import type { BoardAgent } from './use-board.ts'

const TONES: Record<Activity, Tone> = {
  available: 'online',
  away: 'away',
  offline: 'quiet',
  offered: 'ringing',
  talking: 'busy',
  'wrap-up': 'busy',
}
export const toneOf = (activity: Activity): Tone => TONES[activity]

const { t, has } = useDeskWords()

/** A presence or a reason for being away, as the hub names it. */
export const reasonWords = (code: string): string => {
  const reason = `reasons.${code}`
  if (has(reason)) return t(reason)
  const presence = `presence.${code}`
  return has(presence) ? t(presence) : code
}

export const activityWords = ({ activity, reason }: BoardAgent): string =>
  activity === 'away' && reason ? reasonWords(reason) : reasonWords(activity)
