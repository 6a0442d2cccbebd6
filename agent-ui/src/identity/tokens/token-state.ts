/** How a token stands at a moment, and what of its owner's rights may be chosen for it. */
import { type Permission, type Scope, scopesOf, wider } from '#shared/identity/permissions.ts'
import type { RoleView } from '#shared/identity/role.contract.ts'
import type { TokenView } from '#shared/identity/token.contract.ts'
import { mayChoose } from '#shared/identity/token-grants.ts'
import type { Tone } from '../../kit/tone.ts'

export type TokenState = 'live' | 'expired' | 'revoked'

/** `now` in epoch ms. */
export const tokenStateOf = (token: Pick<TokenView, 'revokedAt' | 'expiresAt'>, now: number): TokenState => {
  if (token.revokedAt !== null) return 'revoked'
  return token.expiresAt <= now ? 'expired' : 'live'
}

export const tokenTones: Record<TokenState, Tone> = { live: 'online', expired: 'quiet', revoked: 'breach' }

export type Held = Readonly<Record<string, Scope>>

/** The scopes of a permission that may be given to a token. */
export const offeredScopes = (held: Held, name: Permission): readonly Scope[] =>
  scopesOf(name).filter((scope) => mayChoose(held[name], scope))

/** The widest scope of each permission over the roles that a user holds. */
export const heldByRoles = (roles: readonly RoleView[], codes: readonly string[]): Held => {
  const held: Record<string, Scope> = {}
  for (const { grants } of roles.filter(({ code }) => codes.includes(code))) {
    for (const [name, scope] of Object.entries(grants)) {
      const before = held[name]
      held[name] = before ? wider(before, scope) : scope
    }
  }
  return held
}
