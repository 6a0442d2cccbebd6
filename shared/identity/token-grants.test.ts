import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Scope, scopes } from './permissions.ts'
import { grantsInside, mayChoose, scopeInside } from './token-grants.ts'

/** What a scope reaches, of things that are one's own, of the department, of the market, and of both or neither. */
const things = [
  { own: true, department: true, market: true },
  { own: false, department: true, market: false },
  { own: false, department: false, market: true },
  { own: false, department: true, market: true },
  { own: false, department: false, market: false },
]
const reaches = (scope: Scope) =>
  things.filter((thing) => scope === 'all' || thing.own || (scope !== 'own' && thing[scope]))
const scope = fc.constantFrom(...scopes)
const grants = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), scope)

describe('the grants of a token', () => {
  it('reach nothing that its owner does not, nor what was not chosen', () => {
    fc.assert(
      fc.property(grants, grants, (held, chosen) => {
        for (const [permission, inside] of Object.entries(grantsInside(held, chosen))) {
          for (const thing of reaches(inside)) {
            expect(reaches(held[permission]!)).toContain(thing)
            expect(reaches(chosen[permission]!)).toContain(thing)
          }
        }
      }),
    )
  })

  it('hold exactly what both have', () => {
    fc.assert(
      fc.property(grants, grants, (held, chosen) => {
        const both = Object.keys(held).filter((permission) => permission in chosen)
        expect(Object.keys(grantsInside(held, chosen)).sort()).toEqual(both.sort())
      }),
    )
  })

  it('are as chosen while the owner’s are as wide', () => {
    for (const chosen of scopes) expect(scopeInside('all', chosen)).toBe(chosen)
    for (const held of scopes) expect(scopeInside(held, held)).toBe(held)
    expect(scopeInside('market', 'department')).toBe('own')
    expect(scopeInside('department', 'market')).toBe('own')
    expect(scopeInside('own', 'all')).toBe('own')
  })

  it('are chosen among what is held', () => {
    expect(mayChoose(undefined, 'own')).toBe(false)
    expect(mayChoose('market', 'all')).toBe(false)
    expect(mayChoose('market', 'department')).toBe(false)
    expect(mayChoose('market', 'own')).toBe(true)
    expect(mayChoose('all', 'department')).toBe(true)
  })
})
