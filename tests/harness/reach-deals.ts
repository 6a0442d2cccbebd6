/** What is tried with the permissions of deals. */
import type { Permission } from '#shared/identity/permissions.ts'
import { type Deed, type List, STALE } from './reach-deed.ts'
import { idsIn, idsInSheet } from './reach-ids.ts'

export const dealReach: Partial<Record<Permission, (Deed | List)[]>> = {
  'deal.read': [
    { does: 'a deal', ask: (who, { deal }) => who.get(`/api/deals/${deal}`), inside: 200 },
    { lists: 'deals', of: 'deal', ask: (who) => idsIn(who.get('/api/deals'), 'deals') },
  ],
  'deal.export': [
    {
      lists: 'exported',
      of: 'deal',
      with: ['deal.read'],
      ask: (who) => idsInSheet(who.get('/api/deal-export')),
    },
  ],
  'deal.work': [
    {
      does: 'an edit',
      ask: (who, { deal }) => who.patch(`/api/deals/${deal}`, { comment: 'reach', version: STALE }),
      inside: 409,
    },
    {
      does: 'a move',
      ask: (who, { deal }) => who.post(`/api/deals/${deal}/moves`, { move: 'qualify', version: STALE }),
      inside: 409,
    },
    {
      does: 'a new deal',
      ask: (who, { client, user }) => who.post('/api/deals', { clientId: client, managerId: user }),
      inside: 200,
      out: 403,
      seeing: ['client.read'],
    },
  ],
}
