/** A hub behind the stand-in of an identity provider, and people who come in by it. */
import { expect } from 'vitest'
import { openDoorway, PASSWORD, populate } from './doorway.ts'
import { CLIENT, openIdentityProvider } from './identity-provider.ts'
import type { Visitor } from './visitor.ts'

/** What the provider says of somebody; their e-mail is `<sub>@example.test`. */
export const person = (sub: string, more: object = {}) => ({
  sub,
  email: `${sub}@example.test`,
  email_verified: true,
  name: `Person ${sub}`,
  ...more,
})

/** Back from the provider: the path that the hub sends the browser on to. */
export const comeBack = (visitor: Visitor, url: URL) => visitor.hop(url.pathname + url.search)

export type SignOn = Awaited<ReturnType<typeof openSignOn>>

export const openSignOn = async () => {
  const idp = await openIdentityProvider()
  const hub = await openDoorway()
  const place = await populate(hub.platform, ['agent', 'supervisor', 'administrator'])
  /** As the administrator sends it; version 0 is the first. */
  const form = {
    ...CLIENT,
    version: 0,
    active: true,
    name: 'Stand-in',
    issuer: idp.issuer,
    rolesClaim: 'groups',
    roleMap: [
      { value: 'desk', role: 'agent' },
      { value: 'floor', role: 'supervisor' },
    ],
    makesUsers: true,
    departmentId: place.departmentId,
    marketId: place.marketId,
  }
  const boss = async (): Promise<Visitor> => {
    const visitor = hub.visitor()
    await visitor.signIn('administrator@example.test', PASSWORD)
    return visitor
  }
  const setUp = async (over: object = {}) => {
    const answer = await (await boss()).put('/api/single-sign-on', { ...form, ...over })
    expect(answer.status).toBe(200)
    return answer.body
  }
  /** To the provider as this person; the address it sends the browser back to. */
  const goThere = async (visitor: Visitor, claims: Record<string, unknown>, next = '/desk'): Promise<URL> => {
    idp.state.claims = claims
    const begin = await visitor.hop(`/api/single-sign-on/begin?next=${encodeURIComponent(next)}`)
    return idp.follow(begin)
  }
  return {
    hub,
    idp,
    place,
    form,
    boss,
    setUp,
    goThere,
    /** There and back. */
    signOn: async (claims: Record<string, unknown>, visitor = hub.visitor()) => {
      const to = await comeBack(visitor, await goThere(visitor, claims))
      return { visitor, to, session: (await visitor.get('/api/session')).body }
    },
    /** Nobody is linked or away; the provider is set up once, and does nothing wrong. */
    anew: async () => {
      for (const table of [
        'provider_subjects',
        'provider_visits',
        'sign_in_provider',
        'setting_versions',
        'attempts',
        'audit',
      ])
        await hub.db(table).delete()
      idp.state.fault = null
      await setUp()
    },
    stop: async () => {
      await hub.stop()
      await idp.stop()
    },
  }
}
