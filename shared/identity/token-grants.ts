/** What a token may do: its owner's choice, and never more than the owner may at that moment. */
import type { Scope } from './permissions.ts'

type Grants = Readonly<Record<string, Scope>>

/**
 * The part of a chosen scope that lies inside the held one. A department may spread over markets and a market over
 * departments, so of two that differ only one's own is surely inside of both.
 */
export const scopeInside = (held: Scope, chosen: Scope): Scope => {
  if (held === 'all' || held === chosen) return chosen
  return chosen === 'all' ? held : 'own'
}

/** May it be chosen as it stands? What could never be reached is not promised. */
export const mayChoose = (held: Scope | undefined, chosen: Scope): boolean =>
  held !== undefined && scopeInside(held, chosen) === chosen

/** The grants of a token at the moment of its use. */
export const grantsInside = (held: Grants, chosen: Grants): Record<string, Scope> =>
  Object.fromEntries(
    Object.entries(chosen).flatMap(([permission, scope]) => {
      const own = held[permission]
      return own ? [[permission, scopeInside(own, scope)]] : []
    }),
  )
