/** What is tried with the permissions of what clients are given for claims. */
import type { Permission } from '#shared/identity/permissions.ts'
import { type Deed, STALE } from './reach-deed.ts'

const refund = { kind: 'refund', amountMinor: 100, currency: 'XAU', reason: 'reach' }

export const compensationReach: Partial<Record<Permission, Deed[]>> = {
  'compensation.propose': [
    {
      does: 'a proposal',
      // What is let through is told that the currency has no rate.
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/compensations`, refund),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'a proposal for one that is seen',
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/compensations`, refund),
      inside: 409,
      out: 403,
      seeing: ['claim.read'],
    },
  ],
  'compensation.approve': [
    {
      does: 'an approval',
      ask: (who, { compensation }) =>
        who.post(`/api/compensations/${compensation}/moves`, { move: 'approve', version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'an approval of one that is seen',
      ask: (who, { compensation }) =>
        who.post(`/api/compensations/${compensation}/moves`, { move: 'approve', version: STALE }),
      inside: 409,
      out: 403,
      seeing: ['claim.read'],
    },
  ],
}
