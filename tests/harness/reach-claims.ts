/** What is tried with the permissions of claims. */
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { type Deed, type List, STALE } from './reach-deed.ts'
import { idsIn } from './reach-ids.ts'

export const claimReach: Partial<Record<Permission, (Deed | List)[]>> = {
  'claim.read': [
    { does: 'a claim', ask: (who, { claim }) => who.get(`/api/claims/${claim}`), inside: 200 },
    {
      does: 'its compensations',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/compensations`),
      inside: 200,
    },
    {
      does: 'its incident',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/incident`),
      inside: 200,
    },
    {
      does: 'its letters',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/letters`),
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
    { does: 'its notes', ask: (who, { claim }) => who.get(`/api/claims/${claim}/notes`), inside: 200 },
    {
      does: 'snippets as it fills them',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/snippets`),
      inside: 200,
    },
    {
      does: 'articles that fit it',
      seeing: ['knowledge.read'],
      ask: (who, { claim }) => who.get(`/api/article-proposals?claim=${claim}`),
      inside: 200,
    },
    { does: 'claims like it', ask: (who, { claim }) => who.get(`/api/claims/${claim}/similar`), inside: 200 },
    { lists: 'claims', of: 'claim', ask: (who) => idsIn(who.get('/api/claims?search=ZZ-2026'), 'claims') },
    {
      lists: 'handlers on the board',
      of: 'user',
      with: ['claim.board'],
      ask: async (who) =>
        (await who.get('/api/claim-board')).body.now.parts.handler.map((row: { key: string }) => row.key),
    },
  ],
  'claim.export': [
    {
      lists: 'exported',
      of: 'claim',
      with: ['claim.read'],
      ask: async (who) =>
        String((await who.get('/api/claim-export?status=all')).body)
          .split('\r\n')
          .map((line) => line.slice(0, 36)),
    },
  ],
  'claim.evidence': [
    {
      does: 'its evidence',
      ask: (who, { claim }) => who.get(`/api/claims/${claim}/evidence`),
      inside: 200,
    },
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
      does: 'an article that helped',
      // What is let through finds no such article.
      ask: (who, { claim }) =>
        who.post(`/api/claims/${claim}/articles`, { articleId: crypto.randomUUID(), language: 'ru' }),
      inside: 422,
      with: ['claim.read'],
    },
    {
      does: 'a macro',
      ask: (who, { claim }) =>
        who.post(`/api/claims/${claim}/macros`, { macroId: crypto.randomUUID(), version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
    {
      does: 'a letter',
      // What is let through finds no such template.
      ask: (who, { claim }) =>
        who.post(`/api/claims/${claim}/letters/draft`, { templateId: crypto.randomUUID(), language: 'ru' }),
      inside: 422,
      with: ['claim.read'],
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
    ...(
      [
        ['a wait for its client', 'hold', { waitsFor: 'answer' }],
        ['the end of a wait', 'release', {}],
        ['a word with its client', 'words', { word: 'wrote' }],
      ] as const
    ).map(
      ([does, deed, body]): Deed => ({
        does,
        ask: (who, { claim }) => who.post(`/api/claims/${claim}/${deed}`, { ...body, version: STALE }),
        inside: 409,
        with: ['claim.read'],
      }),
    ),
    {
      does: 'its dates',
      ask: (who, { claim }) =>
        who.put(`/api/claims/${claim}/dates`, { sentAt: null, presentedAt: null, version: STALE }),
      inside: 409,
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
      does: 'a note on one that is seen',
      ask: (who, { claim }) => who.post(`/api/claims/${claim}/notes`, { text: 'reach' }),
      inside: 200,
      out: 403,
      seeing: ['claim.read'],
    },
    {
      does: 'another handler',
      ask: (who, { claim, user }) =>
        who.post(`/api/claims/${claim}/assign`, { handlerId: user, version: STALE }),
      inside: 409,
      with: ['claim.read'],
    },
  ],
}
