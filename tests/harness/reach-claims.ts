/** What is tried with the permissions of claims, and of what clients are given for them. */
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import type { Deed, List } from './reach-deed.ts'
import { idsIn } from './reach-ids.ts'

/** No row has it: what is let through is told that it is stale, and nothing is changed. */
const STALE = 999
const refund = { kind: 'refund', amountMinor: 100, currency: 'XAU', reason: 'reach' }

export const claimReach: Partial<Record<Permission, (Deed | List)[]>> = {
  'claim.read': [
    { does: 'a claim', ask: (who, { claim }) => who.get(`/api/claims/${claim}`), inside: 200 },
    {
      does: 'its compensations',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/compensations`),
      inside: 200,
    },
    {
      does: 'its attachments',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/attachments`),
      inside: 200,
    },
    {
      does: 'what was written about it',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/conversation`),
      inside: 200,
    },
    { lists: 'claims', of: 'claim', ask: (who) => idsIn(who.get('/api/claims?search=ZZ-2026'), 'claims') },
  ],
  'claim.open': [
    {
      does: 'a new claim',
      ask: (who, { client }, scene) =>
        who.post('/api/claims', {
          clientId: client,
          categoryId: scene.categoryId,
          severity: 'low',
          description: 'reach',
        }),
      inside: 200,
      out: 422,
      seeing: ['client.read'],
    },
    {
      does: 'the client’s word on one',
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/moves`, { move: 'withdraw', version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
  ],
  'claim.approve': [
    {
      does: 'the word on an answer',
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/moves`, { move: 'approve', version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
  ],
  'claim.work': [
    {
      does: 'a move',
      ask: (who, { claim }) =>
        who.post(`/api/claims/${claim}/moves`, { move: 'acknowledge', version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'a move of one that is seen',
      ask: (who, { claim }) =>
        who.post(`/api/claims/${claim}/moves`, { move: 'acknowledge', version: STALE }),
      inside: 409,
      out: 403,
      seeing: ['claim.read'],
    },
    {
      does: 'an attachment',
      // What is let through brings nothing.
      ask: (who, { claim }) =>
        who.upload(`/api/claims/${claim}/attachments?name=a`, FILE_KIND, new Uint8Array()),
      inside: 422,
      with: ['claim.read'],
    },
    {
      does: 'its added fields',
      ask: (who, { claim }) => who.patch(`/api/claims/${claim}`, { custom: {}, version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'a word to its client',
      ask: (who, { claim }) =>
        who.put(`/api/claims/${claim}/messages/${crypto.randomUUID()}`, { text: 'reach' }),
      inside: 200,
      with: ['claim.read'],
    },
    {
      does: 'a link to one that is seen',
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/follow-link`),
      inside: 200,
      out: 403,
      seeing: ['claim.read'],
    },
    {
      does: 'a link by letter',
      // What is let through finds no e-mail.
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/follow-link/send`),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'the end of its links',
      ask: (who, { claim }) => who.delete(`/api/claims/${claim}/follow-link`),
      inside: 204,
      with: ['claim.read'],
    },
    {
      does: 'another handler',
      ask: (who, { claim, user }) =>
        who.post(`/api/claims/${claim}/assign`, { handlerId: user, version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
  ],
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
