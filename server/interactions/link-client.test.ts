import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { linkClient } from './link-client.ts'

let company: SmallCompany
let platform: TestPlatform
beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const [made] = await company.db(table).insert(row).returning<{ id: string }[]>('id')
  return made?.id ?? ''
}
/** The agent's talk, nobody's yet unless told otherwise. */
const talking = (of: { client_id?: string; address?: string } = {}): Promise<string> =>
  insert('interactions', {
    channel: 'web',
    direction: 'inbound',
    state: 'talking',
    arrived_at: new Date(platform.clock.now()),
    answered_at: new Date(platform.clock.now()),
    agent_id: company.ids.agent,
    ...of,
  })
const linesOf = (clientId: string, kind: string) =>
  company.db('timeline').where({ client_id: clientId, kind }).pluck('subject_id')

test('what was noted of a talk follows to the client it is found to be of, and stands on no other card', async () => {
  const { agent, clientRu } = company.ids
  const at = new Date(platform.clock.now())
  const market = await company.db('clients').where({ id: clientRu }).first('market_id', 'language')
  const guessed = await insert('clients', { kind: 'company', name: 'Не тот клиент', ...market })
  const interactionId = await talking({ client_id: guessed })
  const noteId = '0198f000-0000-7000-8000-000000000001'
  await company.db('notes').insert({
    id: noteId,
    client_id: guessed,
    interaction_id: interactionId,
    author_id: agent,
    edited_by: agent,
    text: 'Просит счёт',
    typed_at: at,
  })
  await company
    .db('timeline')
    .insert({ client_id: guessed, at, kind: 'note', subject_id: noteId, summary: '{}' })

  await linkClient(platform, {
    interactionId,
    clientId: clientRu,
    actor: company.actor(agent, { 'client.read': 'all' }),
  })

  expect(await company.db('notes').where({ id: noteId }).first('client_id')).toEqual({ client_id: clientRu })
  expect(await linesOf(clientRu, 'note')).toEqual([noteId])
  expect(await linesOf(clientRu, 'interaction')).toEqual([interactionId])
  expect(await company.db('timeline').where({ client_id: guessed })).toEqual([])
})

test('nobody but the agent who has the call says whose it is', async () => {
  const { handler, clientRu } = company.ids
  const interactionId = await talking()
  const actor = company.actor(handler, { 'client.read': 'all' })
  const asked = linkClient(platform, { interactionId, clientId: clientRu, actor })
  await expect(asked).rejects.toMatchObject({ status: 404 })
})

test('a card out of the agent’s reach is no answer, unless it has the caller’s number', async () => {
  const { agent, clientRu } = company.ids
  const interactionId = await talking({ address: '+74957654321' })
  const actor = company.actor(agent, { 'client.read': 'own' })
  const asked = { interactionId, clientId: clientRu, actor }
  await expect(linkClient(platform, asked)).rejects.toMatchObject({ status: 404 })
  await insert('addresses', { client_id: clientRu, kind: 'phone', value: '+74957654321' })
  await linkClient(platform, asked)
  expect(await linesOf(clientRu, 'interaction')).toContain(interactionId)
})
