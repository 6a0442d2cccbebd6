/** The only SQL of the identity provider, its subjects, and those who are away at it. */
import type { Database, Queryable, Trx } from '#server/platform/database.ts'
import type { ProviderView } from '#shared/identity/single-sign-on.contract.ts'

export type Provider = ProviderView & { clientSecretSealed: string }

export const findProvider = (db: Queryable): Promise<Provider | undefined> =>
  db('sign_in_provider').first({
    active: 'active',
    name: 'name',
    issuer: 'issuer',
    clientId: 'client_id',
    clientSecretSealed: 'client_secret_sealed',
    rolesClaim: 'roles_claim',
    roleMap: 'role_map',
    makesUsers: 'makes_users',
    departmentId: 'department_id',
    marketId: 'market_id',
    version: 'version',
  })

/** False when the version is not the one that was read; 0 for none. */
export const writeProvider = async (trx: Trx, provider: Provider): Promise<boolean> => {
  const row = {
    active: provider.active,
    name: provider.name,
    issuer: provider.issuer,
    client_id: provider.clientId,
    client_secret_sealed: provider.clientSecretSealed,
    roles_claim: provider.rolesClaim,
    role_map: JSON.stringify(provider.roleMap),
    makes_users: provider.makesUsers,
    department_id: provider.departmentId,
    market_id: provider.marketId,
  }
  if (provider.version === 0) {
    const made = await trx('sign_in_provider').insert(row).onConflict('id').ignore().returning('id')
    return made.length === 1
  }
  const changed = await trx('sign_in_provider')
    .where('version', provider.version)
    .update({ ...row, version: trx.raw('version + 1') })
  return changed === 1
}

export type Visit = { browserHash: Buffer; secretsSealed: string; next: string; issuer: string }

export const insertVisit = async (
  db: Database,
  visit: Visit & { stateHash: Buffer; expiresAt: number },
): Promise<void> => {
  await db('provider_visits').insert({
    state_hash: visit.stateHash,
    browser_hash: visit.browserHash,
    secrets_sealed: visit.secretsSealed,
    next: visit.next,
    issuer: visit.issuer,
    expires_at: new Date(visit.expiresAt),
  })
}

/** Takes a visit out, once, if it began in this browser; of two at once one gets none. */
export const takeVisit = async (
  db: Database,
  which: { stateHash: Buffer; browserHash: Buffer; now: number },
): Promise<Visit | undefined> => {
  const [row] = await db('provider_visits')
    .where({ state_hash: which.stateHash, browser_hash: which.browserHash })
    .where('expires_at', '>', new Date(which.now))
    .delete()
    .returning<{ browser_hash: Buffer; secrets_sealed: string; next: string; issuer: string }[]>([
      'browser_hash',
      'secrets_sealed',
      'next',
      'issuer',
    ])
  if (!row) return undefined
  const { browser_hash: browserHash, secrets_sealed: secretsSealed, next, issuer } = row
  return { browserHash, secretsSealed, next, issuer }
}

export type Linked = { userId: string; active: boolean; madeUser: boolean }

export const findLinked = (
  db: Queryable,
  who: { issuer: string; subject: string },
): Promise<Linked | undefined> =>
  db('provider_subjects as s')
    .join('users as u', 'u.id', 's.user_id')
    .where({ 's.issuer': who.issuer, 's.subject': who.subject })
    .first({ userId: 's.user_id', active: 'u.active', madeUser: 's.made_user' })

export const findPersonByEmail = (
  db: Queryable,
  email: string,
): Promise<{ id: string; active: boolean } | undefined> =>
  db('users').whereRaw('lower(email) = ?', [email]).where('service', false).first('id', 'active')

/** False when the subject, or the user, is linked already. */
export const linkSubject = async (
  trx: Trx,
  link: { issuer: string; subject: string; userId: string; madeUser: boolean; now: number },
): Promise<boolean> => {
  const made = await trx('provider_subjects')
    .insert({
      issuer: link.issuer,
      subject: link.subject,
      user_id: link.userId,
      made_user: link.madeUser,
      linked_at: new Date(link.now),
      last_at: new Date(link.now),
    })
    .onConflict()
    .ignore()
    .returning('user_id')
  return made.length === 1
}

export const markLinked = (
  trx: Trx,
  who: { issuer: string; subject: string },
  now: number,
): Promise<number> =>
  trx('provider_subjects')
    .where(who)
    .update({ last_at: new Date(now) })
