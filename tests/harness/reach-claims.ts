/** What whoever works a claim does with it besides its moves. */
import type { Deed } from './reach-deed.ts'

/** No row has it: what is let through is told that it is stale, and nothing is changed. */
const STALE = 999

export const claimDeeds: Deed[] = [
  {
    does: 'its details',
    ask: (who, { claim }) => who.patch(`/api/claims/${claim}/details`, { impact: 'x', version: STALE }),
    inside: 409,
    with: ['claim.read'],
  },
  {
    does: 'an action on it',
    ask: (who, { claim }) =>
      who.post(`/api/claims/${claim}/actions`, {
        kind: 'corrective',
        title: 'reach',
        ownerId: crypto.randomUUID(),
        dueAt: 4_000_000_000_000,
      }),
    inside: 422,
    with: ['claim.read'],
  },
  {
    does: 'what its form chooses from',
    ask: (who, { claim }) => who.get(`/api/claims/${claim}/detail-choices`),
    inside: 200,
  },
  {
    does: 'a merge of it',
    ask: (who, { claim }) =>
      who.post(`/api/claims/${claim}/merge`, { into: crypto.randomUUID(), version: STALE }),
    inside: 422,
    with: ['claim.read'],
  },
  {
    does: 'a part taken out of it',
    ask: (who, { claim }, scene) =>
      who.post(`/api/claims/${claim}/split`, {
        description: 'reach',
        categoryId: scene.categoryId,
        lines: [],
        version: STALE,
      }),
    inside: 409,
    with: ['claim.read'],
  },
]
