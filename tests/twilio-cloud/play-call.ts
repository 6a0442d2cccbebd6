/** One inbound call from its first word to its record, the same whatever the cloud does to its webhooks. */
import { expect } from 'vitest'
import { eventually } from '../harness/hub.ts'
import { inRoom, type NetworkDesk, NUMBER, type TwilioHub } from './twilio-hub.ts'

const LONG_MS = 40_000

export const playCall = async (world: TwilioHub, desk: NetworkDesk, second: NetworkDesk) => {
  const { hub, cloud } = world
  const { company, platform } = hub
  const { sid } = await cloud.wish({ do: 'ring', from: company.client.phone, to: NUMBER })
  const client = sid as string
  await cloud.press(client, 'language-menu', '1')
  await cloud.press(client, 'topic-menu', '2')
  const offer = await desk.ring(LONG_MS)
  expect(offer).toMatchObject({ topic: 'claims', language: 'ru', provider: 'twilio' })
  expect(offer.caller.client?.name).toBe('Сталь-Сервис')
  await eventually(async () => {
    const heard = (await cloud.show()).calls.find((one) => one.sid === client)?.heard ?? []
    expect(heard.some((url) => url.includes('/place-1.wav'))).toBe(true)
    expect(heard.some((url) => url.includes('/loops/music.wav'))).toBe(true)
  }, LONG_MS)

  await desk.accept()
  const first = await desk.connect()
  await inRoom(world, client, ({ hold, others }) => !hold && others === 1)
  const { interactionId, callId } = desk.state().work[0] as { interactionId: string; callId: string }
  const act = async (who: NetworkDesk, path: string, body?: unknown) => {
    const answer = await who.visitor.post(path, body)
    expect(answer.error ?? answer.status).toBe(200)
  }
  await act(desk, `/api/calls/${callId}/hold`)
  await inRoom(world, client, ({ hold }) => hold)
  await act(desk, `/api/calls/${callId}/resume`)
  await inRoom(world, client, ({ hold }) => !hold)
  await act(desk, `/api/calls/${callId}/recording/pause`)
  await act(desk, `/api/calls/${callId}/recording/resume`)

  await second.available()
  await act(desk, `/api/interactions/${interactionId}/consult`, { agentId: company.users.agent2 })
  await second.ring(LONG_MS)
  await inRoom(world, client, ({ hold }) => hold)
  await second.accept()
  await second.connect()
  await act(desk, `/api/interactions/${interactionId}/consult/complete`)
  await inRoom(world, client, ({ hold, others }) => !hold && others === 1)
  await eventually(async () => {
    const { calls } = await cloud.show()
    expect(calls.find((one) => one.sid === first)?.status).toBe('completed')
  }, LONG_MS)

  await cloud.wish({ do: 'hang-up', sid: client })
  await second.until(({ work }) => work[0]?.state === 'wrap-up', LONG_MS)
  await act(second, `/api/interactions/${interactionId}/wrap-up`, {
    dispositionId: company.dispositions.resolved,
  })
  await desk.until(({ work }) => work.length === 0 || work[0]?.state === 'wrap-up', LONG_MS)
  if (desk.state().work.length > 0) await act(desk, `/api/interactions/${interactionId}/wrap-up/leave`)
  const shown = await cloud.settled()
  const recording = await eventually(async () => {
    const row = await platform.db('recordings').where({ interaction_id: interactionId }).first()
    expect(row).toMatchObject({ state: 'done', duration_ms: 1_000 })
    return row
  }, LONG_MS)
  const lines = await eventually(async () => {
    const rows = await platform.db('record_lines').where({ subject_id: interactionId })
    expect(rows).toHaveLength(1)
    return rows
  }, LONG_MS)
  const card = (await second.visitor.get(`/api/interactions/${interactionId}`)).body
  const timeline = (await second.visitor.get(`/api/clients/${company.client.id}/timeline`)).body
  const legs = await platform.db('legs').where({ call_id: callId }).orderBy('created_at')
  const talks = await platform.db('talks').where({ interaction_id: interactionId }).orderBy('from_at')
  const kinds = await platform
    .db('events')
    .whereRaw(`subject_id = ? or data ->> 'callId' = ? or data ->> 'interactionId' = ?`, [
      callId,
      callId,
      interactionId,
    ])
    .pluck('kind')
  return {
    shown,
    callId,
    recording,
    /** What must not depend on the order in which it was told. */
    told: {
      channel: lines[0].channel,
      outcome: card.outcome,
      agent: card.agentName,
      disposition: card.disposition.code,
      recordings: card.recordings.map(({ state, playable }: Record<string, unknown>) => ({
        state,
        playable,
      })),
      timeline: timeline.items.filter((one: { subjectId: string }) => one.subjectId === interactionId).length,
      line: Object.fromEntries(
        ['outcome', 'manager_id', 'client_id', 'market_id', 'department_id'].map((name) => [
          name,
          lines[0][name],
        ]),
      ),
      legs: legs.map(({ side, user_id, state, end_reason }) => ({ side, user_id, state, end_reason })),
      talks: talks.map(({ user_id, end_reason }) => ({ user_id, end_reason })),
      events: kinds.sort(),
    },
  }
}
