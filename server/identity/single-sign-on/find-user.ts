/**
 * Who a provider's subject is to us: linked before; else whoever has the same e-mail, if the provider has verified it;
 * else, where that is allowed, a new user with the roles that the claims give.
 */
import { findMarket, isClosedDepartment } from '#server/organisation/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimAt, claimedRoles } from '#shared/identity/claimed-roles.ts'
import { newUserLanguage } from '#shared/identity/new-user-language.ts'
import { emailField } from '#shared/identity/session.contract.ts'
import { userCreated } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { createUser } from '../users/create-user.ts'
import { rolesOfCodes } from '../users/new-user.store.ts'
import { followRoles } from './follow-roles.ts'
import { findLinked, findPersonByEmail, linkSubject, markLinked, type Provider } from './provider.store.ts'
import type { Claims } from './provider-client.ts'
import { Refused } from './refused.ts'

/** The user's id. Throws `Refused`. */
export const findUser = async (
  platform: Platform,
  trx: Trx,
  provider: Provider,
  { claims, acceptLanguage }: { claims: Claims; acceptLanguage: string | null },
): Promise<string> => {
  const who = { issuer: provider.issuer, subject: claims.sub }
  const claimed = claimedRoles(claimAt(claims, provider.rolesClaim), provider.roleMap)
  // A role may have been removed since a claim was mapped to it.
  const roles = (await rolesOfCodes(trx, claimed)).map(({ code }) => code)
  const linked = await findLinked(trx, who)
  if (linked && !linked.active) throw new Refused('not_our_user')
  if (linked) {
    await markLinked(trx, who, platform.clock.now())
    if (linked.madeUser) await followRoles(platform, trx, linked.userId, roles)
    return linked.userId
  }
  const email = emailField.safeParse(claims.email)
  if (!email.success || claims.email_verified !== true) throw new Refused('email_unverified')
  const person = await findPersonByEmail(trx, email.data)
  if (person && !person.active) throw new Refused('not_our_user')
  if (person) return link(platform, trx, who, { userId: person.id, madeUser: false })
  if (!provider.makesUsers) throw new Refused('not_our_user')
  if (roles.length === 0) throw new Refused('no_role')
  const language = await languageOf(trx, provider, claims, acceptLanguage)
  const user = { email: email.data, name: nameOf(claims), roles, language }
  const userId = await make(platform, trx, provider, user)
  return link(platform, trx, who, { userId, madeUser: true })
}

const nameOf = (claims: Claims): string => {
  const { name, preferred_username: login, email } = claims
  return String([name, login, email].find((one) => typeof one === 'string' && one.trim() !== '')).slice(
    0,
    200,
  )
}

const link = async (
  platform: Platform,
  trx: Trx,
  who: { issuer: string; subject: string },
  to: { userId: string; madeUser: boolean },
): Promise<string> => {
  const now = platform.clock.now()
  if (!(await linkSubject(trx, { ...who, ...to, now }))) {
    // Another answer of this subject was first, at the same moment.
    if ((await findLinked(trx, who))?.userId === to.userId) return to.userId
    // Linked to another subject of the provider already: an e-mail that has changed hands opens nothing.
    throw new Refused('not_our_user')
  }
  await audit(trx, {
    at: now,
    actorId: to.userId,
    action: 'single-sign-on.link',
    outcome: 'ok',
    subjectKind: 'user',
    subjectId: to.userId,
    data: { issuer: who.issuer },
  })
  return to.userId
}

/** The house speaks the language of the market that newcomers come into. */
const languageOf = async (
  trx: Trx,
  { marketId }: Provider,
  { locale }: Claims,
  acceptLanguage: string | null,
): Promise<'ru' | 'en'> => {
  const market = marketId ? await findMarket(trx, marketId) : undefined
  return newUserLanguage({ locale, acceptLanguage, house: market?.language ?? 'ru' })
}

/** Nobody comes into a department that was closed since: somebody will say where they belong. */
const placeOf = async (trx: Trx, { departmentId, marketId }: Provider) => ({
  departmentId: departmentId && (await isClosedDepartment(trx, departmentId)) ? null : departmentId,
  marketId,
})

const make = async (
  platform: Platform,
  trx: Trx,
  provider: Provider,
  user: { email: string; name: string; roles: string[]; language: 'ru' | 'en' },
): Promise<string> => {
  const { departmentId, marketId } = await placeOf(trx, provider)
  const id = await createUser(trx, { ...user, departmentId, marketId, passwordHash: null })
  const at = platform.clock.now()
  await appendEvent(trx, userCreated, { subjectId: id, actorId: null, at, data: { roles: user.roles } })
  await audit(trx, {
    at,
    actorId: null,
    action: 'user.create',
    outcome: 'ok',
    subjectKind: 'user',
    subjectId: id,
    data: { roles: user.roles, issuer: provider.issuer },
  })
  return id
}
