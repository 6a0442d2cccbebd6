/** What a screen is told of its session. */
import { readSetting } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/platform.ts'
import { onlyThisMachine } from '#shared/identity/only-this-machine.ts'
import { demoSignIn, type SessionReply } from '#shared/identity/session.contract.ts'
import { hasSecondFactor, isSecondFactorNeeded } from '../second-factor/second-factor.store.ts'
import { hasUsers } from '../users/credentials.store.ts'
import { readOwnSession } from './own-session.store.ts'

/** Demo passwords are shown only where nobody but this machine can read them. */
const demoOf = async (platform: Platform): Promise<SessionReply['demo']> => {
  const { DEMO, HOST: host, PUBLIC_URL: publicUrl } = platform.config
  if (!DEMO || !onlyThisMachine({ host, publicUrl })) return null
  const signIns = demoSignIn.array().safeParse((await readSetting(platform.db, 'demo.sign-ins')) ?? [])
  if (!signIns.success) {
    platform.log.warn('the setting demo.sign-ins is not of its shape')
    return { signIns: [] }
  }
  return { signIns: signIns.data }
}

export const presentStranger = async (platform: Platform): Promise<SessionReply> => ({
  user: null,
  grants: {},
  csrfToken: null,
  expiresAt: null,
  demo: await demoOf(platform),
  secondFactor: null,
  needsFirstAdministrator: !(await hasUsers(platform.db)),
})

export const presentSession = async (
  platform: Platform,
  actor: Pick<Actor, 'roles' | 'grants'>,
  sessionId: string,
): Promise<SessionReply> => {
  const own = await readOwnSession(platform.db, sessionId)
  if (!own) return presentStranger(platform)
  const { csrfToken, expiresAt, ...user } = own
  return {
    user: { ...user, roles: actor.roles },
    grants: Object.fromEntries(actor.grants),
    csrfToken,
    expiresAt,
    demo: await demoOf(platform),
    secondFactor: await secondFactorOf(platform, user.id),
    needsFirstAdministrator: false,
  }
}

const secondFactorOf = async ({ db }: Platform, userId: string) => {
  if (await hasSecondFactor(db, userId)) return 'on' as const
  return (await isSecondFactorNeeded(db, userId)) ? ('needed' as const) : ('off' as const)
}
