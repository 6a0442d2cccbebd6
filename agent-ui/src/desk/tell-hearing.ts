/**
 * The hub is told when the browser holds the sound of a talk back, and when it plays again: until then the client
 * hears music.
 */
import { soundHeldBack, soundPlays } from '#shared/telephony/call.contract.ts'
import { call } from '../platform/api.ts'

type Talk = { callId: string; deaf: boolean }
const AGAIN_MS = 1_000

/** What this page said last of each call: newer than the desk's state, which follows it. */
const told = new Map<string, boolean>()
const telling = new Set<string>()

/** Whether the hub has to hear that this desk is deaf, or hears; null: it knows. */
export const hearingNews = (talk: Talk, plays: boolean): boolean | null => {
  const known = told.get(talk.callId) ?? talk.deaf
  return known === !plays ? null : !plays
}

/** `again` is called after each word, for what has changed meanwhile, and after a while when it did not arrive. */
export const tellHearing = async (talk: Talk, plays: boolean, again: () => void): Promise<void> => {
  const deaf = hearingNews(talk, plays)
  const { callId } = talk
  if (deaf === null || telling.has(callId)) return
  telling.add(callId)
  try {
    await call(deaf ? soundHeldBack : soundPlays, { params: { callId } })
    told.set(callId, deaf)
    telling.delete(callId)
    again()
  } catch (error) {
    console.warn('the hub does not know yet whether this desk hears', error)
    setTimeout(() => {
      telling.delete(callId)
      again()
    }, AGAIN_MS)
  }
}
