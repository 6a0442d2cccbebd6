/** What is tried with the permissions of the card. */
import type { Permission } from '#shared/identity/permissions.ts'
import { type Deed, type List, STALE } from './reach-deed.ts'
import { idsIn, idsInSheet } from './reach-ids.ts'

const note = { text: 'reach', version: 0, typedAt: 1, interactionId: null }
const consent = { purpose: 'marketing', state: 'given', source: 'call', at: 1 }
const newId = () => crypto.randomUUID()

export const clientReach: Partial<Record<Permission, (Deed | List)[]>> = {
  'client.read': [
    { does: 'a card', ask: (who, { client }) => who.get(`/api/clients/${client}`), inside: 200 },
    {
      does: 'its timeline',
      ask: (who, { client }) => who.get(`/api/clients/${client}/timeline`),
      inside: 200,
    },
    {
      does: 'its notes',
      ask: (who, { client, interaction }) =>
        who.get(`/api/clients/${client}/notes?interactionId=${interaction}`),
      inside: 200,
    },
    {
      does: 'its priority',
      ask: (who, { client }) => who.get(`/api/clients/${client}/priority`),
      inside: 200,
    },
    {
      does: 'its balance',
      ask: (who, { client }) => who.get(`/api/clients/${client}/balance`),
      inside: 200,
    },
    {
      does: 'snippets as it fills them',
      ask: (who, { client }) => who.get(`/api/clients/${client}/snippets`),
      inside: 200,
    },
    {
      does: 'its consents',
      ask: (who, { client }) => who.get(`/api/clients/${client}/consents`),
      inside: 200,
    },
    {
      lists: 'listed',
      of: 'client',
      ask: (who) => idsIn(who.get('/api/client-list'), 'clients', 'clientId'),
    },
    {
      lists: 'found',
      of: 'client',
      ask: (who) => idsIn(who.get('/api/clients?search=Reach'), 'results', 'clientId'),
    },
    {
      lists: 'found by a claim',
      of: 'client',
      with: ['claim.read'],
      ask: (who) => idsIn(who.get('/api/clients?search=ZZ-2026'), 'results', 'clientId'),
    },
  ],
  'client.edit': [
    {
      does: 'a tag',
      ask: (who, { client }) => who.post(`/api/clients/${client}/tags`, { name: 'reach' }),
      inside: 200,
      with: ['client.read'],
    },
    {
      does: 'a tag on what is seen',
      ask: (who, { client }) => who.post(`/api/clients/${client}/tags`, { name: 'reach' }),
      inside: 200,
      out: 403,
      seeing: ['client.read'],
    },
    {
      does: 'a consent',
      ask: (who, { client }) => who.post(`/api/clients/${client}/consents`, consent),
      inside: 200,
      with: ['client.read'],
    },
    {
      does: 'an edit',
      ask: (who, { client }) => who.patch(`/api/clients/${client}`, { name: 'New', version: STALE }),
      inside: 409,
      with: ['client.read'],
    },
    {
      does: 'an edit of what is seen',
      ask: (who, { client }) => who.patch(`/api/clients/${client}`, { name: 'New', version: STALE }),
      inside: 409,
      out: 403,
      seeing: ['client.read'],
    },
    {
      does: 'a person more',
      ask: (who, { client }) => who.post(`/api/clients/${client}/persons`, { name: 'Somebody' }),
      inside: 200,
      with: ['client.read'],
    },
    {
      does: 'a card made for a manager',
      ask: async (who, { user, client }, scene) => {
        const { market_id } = await scene.db('clients').where({ id: client }).first('market_id')
        return who.post('/api/clients', {
          kind: 'company',
          name: 'Made',
          marketId: market_id,
          managerId: user,
          language: 'en',
        })
      },
      inside: 200,
      out: 403,
      seeing: ['client.read'],
    },
  ],
  'client.merge': [
    {
      does: 'a merge',
      ask: (who, { client }, scene) =>
        scene
          .db('clients')
          .insert({
            kind: 'company',
            name: 'Other',
            manager_id: scene.probeId,
            market_id: scene.db('clients').where({ id: client }).select('market_id'),
          })
          .returning('id')
          .then(([other]) =>
            who.post(`/api/clients/${client}/merge/${other.id}`, { version: STALE, otherVersion: 1 }),
          ),
      inside: 409,
      with: ['client.read'],
    },
  ],
  'client.export': [
    {
      lists: 'exported',
      of: 'client',
      with: ['client.read'],
      ask: (who) => idsInSheet(who.get('/api/client-export')),
    },
  ],
  'client.disclose': [
    {
      does: 'a file of the data',
      ask: (who, { client }) => who.post(`/api/clients/${client}/disclosures`),
      inside: 200,
      with: ['client.read'],
    },
  ],
  'client.erase': [
    {
      does: 'a look at what would be erased',
      ask: (who, { client }) => who.get(`/api/clients/${client}/erasure`),
      inside: 200,
      with: ['client.read'],
    },
    {
      does: 'an erasure',
      ask: (who, { client }) =>
        who.post(`/api/clients/${client}/erasure`, { ground: 'request', name: 'Nobody' }),
      inside: 409,
      with: ['client.read'],
    },
  ],
  'client.hold': [
    {
      does: 'a hold more',
      ask: (who, { client }) => who.post(`/api/clients/${client}/holds`, { reason: 'reach' }),
      inside: 409,
      with: ['client.read'],
    },
    {
      lists: 'held',
      of: 'client',
      ask: (who) => idsIn(who.get('/api/client-holds'), 'holds', 'clientId'),
    },
  ],
  'client.note': [
    {
      does: 'a note',
      ask: (who, { client }) => who.put(`/api/clients/${client}/notes/${newId()}`, note),
      inside: 200,
      with: ['client.read'],
    },
  ],
}
