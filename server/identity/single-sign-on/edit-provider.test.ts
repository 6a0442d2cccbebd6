/** Setting an identity provider up. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CLIENT, openIdentityProvider } from '../../../tests/harness/identity-provider.ts'
import { openSignOn, person, type SignOn } from '../../../tests/harness/sign-on.ts'

let house: SignOn
beforeAll(async () => {
  house = await openSignOn()
})
afterAll(() => house.stop())
beforeEach(() => house.anew())

describe('setting it up', () => {
  test('keeps the secret sealed and shows it nowhere; left out it stays', async () => {
    const version = 1
    const { clientSecret: _, ...rest } = house.form
    const admin = await house.boss()
    const kept = await admin.put('/api/single-sign-on', { ...rest, version, name: 'Renamed' })
    expect(kept.body).toMatchObject({ name: 'Renamed', version: 2 })
    expect((await house.signOn(person('agent'))).to).toBe('/desk')
    const seen = await admin.get('/api/single-sign-on')
    expect(seen.body.callbackUrl).toBe('https://hub.example.test/api/single-sign-on/return')
    const tables = await Promise.all(
      ['sign_in_provider', 'events', 'audit'].map((table) => house.hub.db(table).select('*')),
    )
    expect(JSON.stringify([tables, seen.body])).not.toContain(CLIENT.clientSecret)
    expect((await house.hub.visitor().get('/api/single-sign-on/button')).body).toEqual({
      provider: { name: 'Renamed' },
    })
  })

  test('refuses an issuer that does not answer or is not safe, an unknown role, and what is stale', async () => {
    const admin = await house.boss()
    const put = async (over: object) =>
      (await admin.put('/api/single-sign-on', { ...house.form, version: 1, ...over })).error
    const dead = await openIdentityProvider()
    await dead.stop()
    expect((await put({ issuer: dead.issuer }))?.fields).toEqual({ issuer: 'issuer_unreachable' })
    expect((await put({ issuer: 'http://idp.example' }))?.fields).toEqual({ issuer: 'issuer_insecure' })
    const unknown = [{ value: 'x', role: 'no-such' }]
    expect((await put({ roleMap: unknown }))?.fields).toEqual({ roleMap: 'unknown_role' })
    expect((await put({ version: 7 }))?.code).toBe('changed_meanwhile')
    expect((await put({ version: 0 }))?.code).toBe('changed_meanwhile')
  })

  test('is looked back at and brought back, the secret staying as it is', async () => {
    const { clientSecret: _, ...rest } = house.form
    const admin = await house.boss()
    await admin.put('/api/single-sign-on', { ...rest, version: 1, name: 'Renamed', makesUsers: false })
    const { versions } = (await admin.get('/api/single-sign-on/versions')).body
    expect(versions[0].changes.map(({ field }: { field: string }) => field).sort()).toEqual([
      'makesUsers',
      'name',
    ])
    expect(JSON.stringify(versions)).not.toContain(CLIENT.clientSecret)
    const back = await admin.post('/api/single-sign-on/restore', { version: 2, restores: 1 })
    expect(back.status).toBe(204)
    expect((await admin.get('/api/single-sign-on')).body.provider).toMatchObject({
      name: rest.name,
      version: 3,
    })
    expect((await house.signOn(person('agent'))).to).toBe('/desk')
  })

  test('sends the secret to no other address than the one it was typed for', async () => {
    const other = await openIdentityProvider()
    const { clientSecret: _, ...rest } = house.form
    const admin = await house.boss()
    const moved = { ...rest, version: 1, issuer: other.issuer }
    expect((await admin.put('/api/single-sign-on', moved)).error?.fields).toEqual({
      clientSecret: 'required',
    })
    expect((await admin.put('/api/single-sign-on', { ...moved, active: false })).status).toBe(422)
    const again = { ...moved, clientSecret: CLIENT.clientSecret }
    expect((await admin.put('/api/single-sign-on', again)).status).toBe(200)
    await other.stop()
  })

  test('switched off, nobody comes in by it and no button is shown', async () => {
    await house.setUp({ version: 1, active: false })
    const visitor = house.hub.visitor()
    expect(await visitor.hop('/api/single-sign-on/begin')).toBe('/sign-in?refused=provider_unreachable')
    expect((await visitor.get('/api/single-sign-on/button')).body).toEqual({ provider: null })
  })
})
