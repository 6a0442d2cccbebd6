/** What is tried with each permission that is granted with a scope: one deed for each way in. */
import type { Permission } from '#shared/identity/permissions.ts'
import { claimReach } from './reach-claims.ts'
import { clientReach } from './reach-clients.ts'
import { compensationReach } from './reach-compensations.ts'
import { dealReach } from './reach-deals.ts'
import { type Deed, type List, STALE } from './reach-deed.ts'
import { idsIn, idsInSheet } from './reach-ids.ts'

export const reachTable: Partial<Record<Permission, (Deed | List)[]>> = {
  ...clientReach,
  ...claimReach,
  ...compensationReach,
  ...dealReach,
  'interaction.read': [
    {
      does: 'an interaction',
      ask: (who, { interaction }) => who.get(`/api/interactions/${interaction}`),
      inside: 200,
    },
    {
      does: 'a conversation',
      ask: (who, { conversation }) => who.get(`/api/interactions/${conversation}/conversation`),
      inside: 200,
    },
    {
      lists: 'interactions',
      of: 'interaction',
      ask: (who) => idsIn(who.get('/api/interactions?limit=200'), 'interactions'),
    },
    { lists: 'agents', of: 'user', ask: (who) => idsIn(who.get('/api/interaction-agents'), 'agents') },
  ],
  'interaction.export': [
    {
      lists: 'exported',
      of: 'interaction',
      with: ['interaction.read'],
      ask: (who) => idsInSheet(who.get('/api/interaction-export')),
    },
  ],
  'message.send': [
    {
      does: 'where its phones stand',
      ask: (who, { client }) => who.get(`/api/clients/${client}/message-lines`),
      inside: 200,
    },
    {
      does: 'a message to a client who is seen',
      // What is let through finds no such phone.
      ask: (who, { client }) =>
        who.put(`/api/clients/${client}/messages/${crypto.randomUUID()}`, {
          addressId: crypto.randomUUID(),
          text: 'reach',
        }),
      inside: 404,
      out: 403,
      seeing: ['client.read'],
    },
    {
      does: 'a reply',
      // What is let through is told that no network is connected.
      ask: (who, { conversation }) =>
        who.put(`/api/interactions/${conversation}/messages/${crypto.randomUUID()}`, { text: 'reach' }),
      inside: 409,
    },
    {
      does: 'a client for a conversation',
      ask: (who, { conversation }, scene) =>
        who.post(`/api/interactions/${conversation}/conversation/client`, { clientId: scene.probeId }),
      inside: 422,
    },
  ],
  'recording.play': [
    {
      does: 'a recording',
      ask: (who, { recording }) => who.get(`/api/recordings/${recording}`),
      inside: 200,
    },
  ],
  'task.read': [
    { does: 'a task', ask: (who, { task }) => who.get(`/api/tasks/${task}`), inside: 200 },
    { lists: 'tasks', of: 'task', ask: (who) => idsIn(who.get('/api/tasks?limit=100'), 'tasks') },
  ],
  'task.work': [
    {
      does: 'its end',
      ask: (who, { task }) => who.post(`/api/tasks/${task}/finish`, { resultCode: 'done' }),
      inside: 200,
      with: ['task.read'],
    },
    {
      does: 'the end of one that is seen',
      ask: (who, { task }) => who.post(`/api/tasks/${task}/finish`, { resultCode: 'done' }),
      inside: 200,
      out: 403,
      seeing: ['task.read'],
    },
  ],
  'task.assign': [
    {
      does: 'another owner',
      ask: (who, { task }, scene) =>
        who.post(`/api/tasks/${task}/reassign`, { version: STALE, ownerId: scene.probeId }),
      inside: 409,
      with: ['task.read'],
    },
  ],
  'record.read': [
    { lists: 'lines', of: 'line', ask: (who) => idsIn(who.get('/api/record/lines'), 'lines', 'eventId') },
    {
      lists: 'managers’ totals',
      of: 'user',
      ask: async (who) =>
        (await who.get('/api/record/today')).body.managers.map(
          (row: { manager: { id: string } }) => row.manager.id,
        ),
    },
  ],
  'user.read': [
    { does: 'a user', ask: (who, { user }) => who.get(`/api/users/${user}`), inside: 200 },
    { does: 'their skills', ask: (who, { user }) => who.get(`/api/users/${user}/skills`), inside: 200 },
    { does: 'their queues', ask: (who, { user }) => who.get(`/api/users/${user}/queues`), inside: 200 },
    { lists: 'users', of: 'user', ask: (who) => idsIn(who.get('/api/users?search=owner'), 'users') },
  ],
  'user.manage': [
    {
      does: 'an edit',
      ask: (who, { user }) => who.patch(`/api/users/${user}`, { name: 'New', version: STALE }),
      inside: 409,
    },
    { does: 'what they were', ask: (who, { user }) => who.get(`/api/users/${user}/versions`), inside: 200 },
    {
      does: 'other skills',
      ask: (who, { user }) => who.put(`/api/users/${user}/skills`, { skills: [], version: STALE }),
      inside: 409,
    },
    {
      does: 'many skills at once',
      ask: (who, { user }) =>
        who.put('/api/skill-matrix', { changes: [{ userId: user, version: STALE, levels: {} }] }),
      inside: 409,
    },
    {
      does: 'other queues',
      ask: (who, { user }) => who.put(`/api/users/${user}/queues`, { queueIds: [], version: STALE }),
      inside: 409,
    },
    {
      does: 'an end',
      ask: (who, { user }) => who.post(`/api/users/${user}/deactivate`, { version: STALE }),
      inside: 409,
    },
    { does: 'their tokens', ask: (who, { user }) => who.get(`/api/users/${user}/tokens`), inside: 200 },
    {
      does: 'a token for one',
      ask: (who, { user }) =>
        who.post(`/api/users/${user}/tokens`, {
          name: 'reach',
          expiresInDays: 1,
          grants: { 'token.make': 'own' },
        }),
      inside: 409,
    },
    {
      does: 'a lost phone',
      ask: (who, { user }) => who.delete(`/api/users/${user}/second-factor`),
      inside: 409,
    },
  ],
  'queue.manage': [
    { does: 'a queue', ask: (who, { queue }) => who.get(`/api/queues/${queue}`), inside: 200 },
    {
      does: 'an edit',
      ask: (who, { queue }) => who.patch(`/api/queues/${queue}`, { nameEn: 'New', version: STALE }),
      inside: 409,
    },
    {
      does: 'other agents',
      ask: (who, { queue }) => who.put(`/api/queues/${queue}/agents`, { agentIds: [], version: STALE }),
      inside: 409,
    },
  ],
}
