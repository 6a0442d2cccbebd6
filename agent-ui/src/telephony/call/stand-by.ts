/** The page stays open after its call, and can be rung: it proves itself by the last call of this tab that has ended. */
import { ref } from 'vue'
import { type CallerState, standBy } from '#shared/telephony/web-call.contract.ts'
import { asFailure } from '../../platform/failure.ts'
import type { CallerLine } from './caller-line.ts'

const KEPT = 'perezvon.call-back'
export type Proof = { callId: string; token: string }

export const createStandBy = (line: CallerLine) => {
  /** The hub knows that this page is open. */
  const standing = ref(false)
  const proof = (): Proof | null => {
    const text = sessionStorage.getItem(KEPT)
    return text ? (JSON.parse(text) as Proof) : null
  }
  return {
    standing,
    /** The token proves the next call too. */
    token: (): string | null => proof()?.token ?? null,
    remember: (ended: Proof) => sessionStorage.setItem(KEPT, JSON.stringify(ended)),
    /** Answers with the call that rings here already, as after a reload. */
    begin: async (): Promise<CallerState | null> => {
      const page = proof()
      if (!page) return null
      try {
        const { ringing } = await line.ask(standBy, page)
        standing.value = true
        return ringing
      } catch (thrown) {
        standing.value = false
        if (asFailure(thrown).code === 'not_found') sessionStorage.removeItem(KEPT)
        return null
      }
    },
  }
}
