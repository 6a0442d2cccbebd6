/** The claim that the link opens: read again while the page is looked at, and shown as it was while the line is down. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { type Followed, readFollowed } from '#shared/claims/follow/follow.contract.ts'
import { call } from '../../platform/api.ts'
import { type ApiFailure, asFailure } from '../../platform/failure.ts'
import { serverNow } from '../../platform/now.ts'

const EVERY_MS = 10_000

export const useFollowed = () => {
  const token = ref(location.hash.slice(1))
  const claim = shallowRef<Followed | null>(null)
  /** Why it cannot be shown, or could not be read again. */
  const failure = shallowRef<ApiFailure | null>(null)
  const readAt = ref(0)
  /** What was asked last counts, in whatever order the answers come. */
  let asked = 0

  const take = (answer: Followed) => {
    asked += 1
    claim.value = answer
    failure.value = null
    readAt.value = serverNow()
  }
  const read = async () => {
    asked += 1
    const mine = asked
    try {
      const answer = await call(readFollowed, { body: { token: token.value } })
      if (mine === asked) take(answer)
    } catch (thrown) {
      if (mine !== asked) return
      failure.value = asFailure(thrown)
      // What is dead is not shown on.
      if (!failure.value.passing) claim.value = null
    }
  }
  /** Sends what the client does; what it answers is how the claim stands then. Null: taken; else why it was not. */
  const act = async (send: (token: string) => Promise<Followed>): Promise<ApiFailure | null> => {
    try {
      take(await send(token.value))
      return null
    } catch (thrown) {
      const fault = asFailure(thrown)
      // Moved meanwhile: what was decided on is no more.
      if (fault.status === 409) void read()
      return fault
    }
  }
  const readIfSeen = () => void (document.visibilityState === 'visible' && read())
  const onHash = () => {
    token.value = location.hash.slice(1)
    claim.value = null
    void read()
  }
  const timer = setInterval(readIfSeen, EVERY_MS)
  document.addEventListener('visibilitychange', readIfSeen)
  globalThis.addEventListener('online', readIfSeen)
  globalThis.addEventListener('hashchange', onHash)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', readIfSeen)
    globalThis.removeEventListener('online', readIfSeen)
    globalThis.removeEventListener('hashchange', onHash)
  })
  void read()
  return { claim, token, failure, readAt, read, act }
}
export type Act = ReturnType<typeof useFollowed>['act']
