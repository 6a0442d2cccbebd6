/** Sets the identity provider up; its secret goes in and never comes out. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { seal, unseal } from '#server/platform/secret-box.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { ProviderView, writeSingleSignOn } from '#shared/identity/single-sign-on.contract.ts'
import { providerChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { rolesOfCodes } from '../users/new-user.store.ts'
import { mustBeOpen } from '../users/user.policy.ts'
import { findProvider, type Provider, writeProvider } from './provider.store.ts'
import { discover, isSafeIssuer } from './provider-client.ts'

/** The name under which the provider's secret is sealed. */
export const PROVIDER_BOX = 'sign-in-provider'
/** There is one provider; versions and the log want a name of it. */
export const PROVIDER = { kind: 'sign-in-provider', subjectId: '00000000-0000-0000-0000-000000000001' }

type Form = z.infer<NonNullable<(typeof writeSingleSignOn)['body']>>

export const viewOf = ({ clientSecretSealed: _, ...view }: Provider): ProviderView => view
export const providerState = ({ version: _, ...state }: ProviderView) => state

/**
 * 422 `issuer: issuer_unreachable`, `clientSecret: required`, `roleMap: unknown_role`, `departmentId: closed_department`;
 * 409 `changed_meanwhile`.
 */
export const editProvider = async (
  platform: Platform,
  actor: Actor,
  { clientSecret: typed, ...form }: Form,
  restores?: number,
): Promise<ProviderView> => {
  const { SECRET_KEY } = platform.config
  const before = await findProvider(platform.db)
  // The kept secret goes to no other address than the one it was typed for: it would come out there.
  const stays = before?.issuer === form.issuer ? before.clientSecretSealed : null
  const clientSecret = typed ?? (stays === null ? null : unseal(SECRET_KEY, PROVIDER_BOX, stays))
  if (clientSecret === null) throw invalid({ clientSecret: 'required' })
  if (!isSafeIssuer(form.issuer)) throw invalid({ issuer: 'issuer_insecure' })
  if (form.active) await mustAnswer(platform, { ...form, clientSecret })
  return inTransaction(platform.db, async (trx) => {
    if (form.makesUsers) await mustBeOpen(trx, form.departmentId)
    const codes = [...new Set(form.roleMap.map(({ role }) => role))]
    if ((await rolesOfCodes(trx, codes)).length !== codes.length) throw invalid({ roleMap: 'unknown_role' })
    const clientSecretSealed = seal(SECRET_KEY, PROVIDER_BOX, clientSecret)
    if (!(await writeProvider(trx, { ...form, clientSecretSealed }))) {
      throw changedMeanwhile(before ? viewOf(before) : {}, form)
    }
    const at = platform.clock.now()
    const fields = differingFields(before ? viewOf(before) : {}, form)
    const data = { fields: typed === undefined ? fields : [...fields, 'clientSecret'] }
    await appendEvent(trx, providerChanged, {
      subjectId: PROVIDER.subjectId,
      actorId: actor.userId,
      at,
      data,
    })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'single-sign-on.edit',
      outcome: 'ok',
      data: {
        ...data,
        issuer: form.issuer,
        active: form.active,
        roleMap: form.roleMap,
        ...(restores !== undefined && { restores }),
      },
    })
    const after = viewOf((await findProvider(trx))!)
    if (before) {
      await keepVersion(trx, {
        ...PROVIDER,
        before: { version: before.version, state: providerState(viewOf(before)) },
        after: { version: after.version, state: providerState(after) },
        actorId: actor.userId,
        at,
        restores,
      })
    }
    return after
  })
}

const mustAnswer = async (
  platform: Platform,
  of: { issuer: string; clientId: string; clientSecret: string },
): Promise<void> => {
  try {
    await discover(of, platform.clock.now())
  } catch (error) {
    platform.log.info({ err: error }, 'the identity provider does not answer')
    throw invalid({ issuer: 'issuer_unreachable' })
  }
}
