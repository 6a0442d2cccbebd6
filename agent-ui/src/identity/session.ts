/** Who sits before the screen and what they may do: read once at the start, then after each sign-in. */
import { computed, readonly, ref, shallowRef } from 'vue'
import type { Permission, Scope } from '#shared/identity/permissions.ts'
import { finishSignIn as finishEndpoint } from '#shared/identity/second-factor.contract.ts'
import {
  CSRF_HEADER,
  getSession,
  type SessionReply,
  type SignInChallenge,
  signIn as signInEndpoint,
  signOut as signOutEndpoint,
} from '#shared/identity/session.contract.ts'
import { armApi, call } from '../platform/api.ts'
import { setLanguage } from '../platform/i18n.ts'
import { startLive, stopLive } from '../platform/live.ts'

const session = shallowRef<SessionReply | null>(null)
/** The server has ended the session under an open page: the page stays, with what was typed, and asks to sign in again. */
const lapsed = ref(false)
let onSignedOut: () => void = () => undefined

/** Handed in by the app: forget what was read and show the sign-in page. */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act
}

/** The page stays as it is under the question to sign in again. */
export const lapse = (): void => {
  if (!session.value?.user || lapsed.value) return
  lapsed.value = true
  stopLive()
}

const arm = (token: string | null) =>
  armApi({ writeHeaders: token === null ? {} : { [CSRF_HEADER]: token }, onSignedOut: lapse })

const adopt = (reply: SessionReply): void => {
  const before = session.value?.user?.id
  if (before && !reply.user) {
    lapse()
    return
  }
  const anew = lapsed.value || before !== reply.user?.id
  session.value = reply
  lapsed.value = false
  arm(reply.csrfToken)
  if (!reply.user) return
  setLanguage(reply.user.language)
  if (anew) startLive(lapse)
}

/** Reads the session anew: at the start, and when rights have changed. Throws ApiFailure. */
export const loadSession = async (): Promise<SessionReply> => {
  const reply = await call(getSession)
  adopt(reply)
  return reply
}

/** Throws ApiFailure `bad_sign_in`, `too_many`. A challenge when a code is still to come, else null: signed in. */
export const signIn = async (email: string, password: string): Promise<SignInChallenge | null> => {
  const reply = await call(signInEndpoint, { body: { email, password } })
  if ('challenge' in reply) return reply
  enter(reply)
  return null
}

/** Throws ApiFailure `bad_code` of the field, `challenge_over`, `too_many`. */
export const finishSignIn = async (challenge: string, code: string): Promise<void> =>
  enter(await call(finishEndpoint, { body: { challenge, code } }))

/** Another user than the one whose page lapsed gets a fresh page. */
const enter = (reply: SessionReply): void => {
  const before = session.value?.user?.id
  if (before && before !== reply.user?.id) globalThis.location.assign('/')
  else adopt(reply)
}

export const signOut = async (): Promise<void> => {
  await call(signOutEndpoint)
  leave()
}

/** The user is gone by their own wish: nothing of theirs stays on the page. */
export const leave = (): void => {
  stopLive()
  lapsed.value = false
  if (session.value)
    session.value = { ...session.value, user: null, grants: {}, csrfToken: null, expiresAt: null }
  arm(null)
  onSignedOut()
}

export const useSession = () => ({
  session,
  lapsed: readonly(lapsed),
  user: computed(() => session.value?.user ?? null),
  /** Does the user hold the permission, with any scope? The server decides; this only hides what would be refused. */
  may: (permission: Permission): boolean => session.value?.grants[permission] !== undefined,
  scopeOf: (permission: Permission): Scope | undefined => session.value?.grants[permission],
})
