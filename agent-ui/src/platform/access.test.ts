import { describe, expect, it } from 'vitest'
import { allowed, decideVisit } from './access.ts'

const page = {
  fullPath: '/clients?x=1',
  public: false,
  permission: 'client.read' as const,
  firstAdministrator: false,
}
const who = { signedIn: true, needsFirstAdministrator: false, may: (name: string) => name === 'client.read' }

describe('access to pages', () => {
  it('lets in who may', () => expect(decideVisit(page, who)).toEqual({ kind: 'go' }))

  it('asks for a sign-in and remembers the way', () =>
    expect(decideVisit(page, { ...who, signedIn: false })).toEqual({ kind: 'sign-in', next: '/clients?x=1' }))

  it('shows a denial to who may not', () =>
    expect(decideVisit({ ...page, permission: 'audit.read' }, who)).toEqual({ kind: 'denied' }))

  it('knows only the first administrator’s page while there is nobody', () => {
    const nobody = { ...who, signedIn: false, needsFirstAdministrator: true }
    expect(decideVisit({ ...page, public: true }, nobody)).toEqual({ kind: 'first-administrator' })
    expect(decideVisit({ ...page, public: true, firstAdministrator: true }, nobody)).toEqual({ kind: 'go' })
  })

  it('is content with one of several permissions', () => {
    expect(allowed(['audit.read', 'client.read'], who.may)).toBe(true)
    expect(allowed(['audit.read', 'user.read'], who.may)).toBe(false)
    expect(allowed(undefined, who.may)).toBe(true)
  })
})
