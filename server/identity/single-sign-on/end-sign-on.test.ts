/** The way back from an identity provider: what is not believed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openIdentityProvider } from '../../../tests/harness/identity-provider.ts'
import { comeBack, openSignOn, person, type SignOn } from '../../../tests/harness/sign-on.ts'
import { VISIT_MS } from './begin-sign-on.ts'

let house: SignOn
beforeAll(async () => {
  house = await openSignOn()
})
afterAll(() => house.stop())
beforeEach(() => house.anew())

describe('what is not believed', () => {
  test.each(['foreign-key', 'other-nonce', 'other-audience', 'other-issuer', 'expired', 'refuse'] as const)(
    'an answer with %s',
    async (fault) => {
      house.idp.state.fault = fault
      const { to, session } = await house.signOn(person('agent'))
      expect(to).toBe('/sign-in?refused=provider_refused')
      expect(session.user).toBeNull()
    },
  )

  test('an answer that was used, or comes twice at once', async () => {
    const visitor = house.hub.visitor()
    const url = await house.goThere(visitor, person('agent'))
    const cookies = visitor.cookieHeader()
    const twin = house.hub.visitor()
    twin.headers.cookie = cookies
    const both = await Promise.all([comeBack(visitor, url), comeBack(twin, url)])
    expect(both.sort()).toEqual(['/desk', '/sign-in?refused=provider_refused'])
    twin.headers.cookie = cookies
    expect(await comeBack(twin, url)).toBe('/sign-in?refused=provider_refused')
  })

  test('an answer brought to another browser, or a state of one’s own', async () => {
    const url = await house.goThere(house.hub.visitor(), person('agent'))
    const victim = house.hub.visitor()
    expect(await comeBack(victim, url)).toBe('/sign-in?refused=provider_refused')
    await house.goThere(victim, person('agent'))
    url.searchParams.set('state', 'of-my-own')
    expect(await comeBack(victim, url)).toBe('/sign-in?refused=provider_refused')
  })

  test('an answer that comes too late, or after the provider was changed', async () => {
    const visitor = house.hub.visitor()
    const late = await house.goThere(visitor, person('agent'))
    house.hub.platform.advance(VISIT_MS)
    expect(await comeBack(visitor, late)).toBe('/sign-in?refused=provider_refused')
    const stale = await house.goThere(visitor, person('agent'))
    const other = await openIdentityProvider()
    await house.setUp({ version: 1, issuer: other.issuer })
    expect(await comeBack(visitor, stale)).toBe('/sign-in?refused=provider_refused')
    await other.stop()
  })

  test('a way on to another house', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const visitor = house.hub.visitor()
      expect(await comeBack(visitor, await house.goThere(visitor, person('agent'), next))).toBe('/')
    }
  })
})
