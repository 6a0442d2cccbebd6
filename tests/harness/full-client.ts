/** A client of whom the hub knows all that it can know: distinctive words in every place where an identity may lie. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { interactionClosed } from '#shared/interactions/interaction.events.ts'
import { makeMore } from './full-client-more.ts'
import { at, MARK, PHONE, text } from './full-client-words.ts'
import type { Hub } from './hub.ts'

export type FullClient = {
  id: string
  merged: string
  person: string
  interaction: string
  unknown: string
  recording: string
  file: string
  claim: string
  deal: string
}

export const makeFullClient = async (hub: Hub): Promise<FullClient> => {
  const { db } = hub.platform
  const add = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [added] = await db(table).insert(row).returning('*')
    return added.id
  }
  const market_id = hub.company.markets.ru
  const who = await hub.as('administrator')
  const card = { kind: 'company', market_id, region: 'Урал', industry: 'pipes', source: 'fair' }
  const merged = await add('clients', { ...card, name: `${MARK} второй`, tax_number: '4040040411' })
  const id = await add('clients', { ...card, name: `${MARK} завод`, tax_number: '4040040422' })
  await db('persons').insert({ client_id: merged, name: `Иоганна ${MARK}`, position: text('должность') })
  const person = await add('persons', { client_id: id, name: `Пётр ${MARK}ов`, position: 'директор' })
  await db('addresses').insert([
    { client_id: id, kind: 'phone', value: `+7${PHONE}`, label: text('пометка') },
    { client_id: merged, kind: 'phone', value: `+7${PHONE}` },
    { client_id: id, person_id: person, kind: 'email', value: 'zuyd.person@example.test' },
  ])
  await who.post(`/api/clients/${merged}/tags`, { name: `${MARK} метка` })
  await who.post(`/api/clients/${id}/consents`, {
    purpose: 'marketing',
    state: 'given',
    source: 'call',
    at: 1,
    note: text('согласие'),
  })
  const versions = { version: 1, otherVersion: 1, take: ['name', 'taxNumber'] }
  const done = await who.post(`/api/clients/${id}/merge/${merged}`, versions)
  if (done.status !== 200) throw new Error(`no merge: ${JSON.stringify(done.error)}`)
  const contacts = await makeContacts(hub, { id, person })
  const dealings = await makeDealings(hub, id)
  await makeMore(hub, { id, claim: dealings.claim, ...contacts })
  await db('client_holds').insert({
    client_id: id,
    reason: text('запрет'),
    put_at: at(),
    lifted_at: at(),
    lift_reason: text('снят'),
  })
  return { id, merged, person, ...dealings, ...contacts }
}

const makeContacts = async (hub: Hub, { id, person }: { id: string; person: string }) => {
  const { db } = hub.platform
  const { agent } = hub.company.users
  const add = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [added] = await db(table).insert(row).returning('*')
    return added.id
  }
  const caller = `+7${PHONE}`
  const call = {
    provider: 'test',
    direction: 'inbound',
    state: 'ended',
    caller,
    address: text('сеть'),
    flow_data: JSON.stringify({ saying: [text('сказано')] }),
    created_at: at(),
  }
  const call_id = await add('calls', { ...call, provider_ref: 'CAzuyd1' })
  const unknownCall = await add('calls', { ...call, provider_ref: 'CAzuyd2' })
  const out = { ...call, direction: 'outbound', caller: '+74950000000', callee: caller }
  const outCall = await add('calls', { ...out, provider_ref: 'CAzuyd3' })
  const contact = {
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    outcome: 'handled',
    market_id: hub.company.markets.ru,
    address: caller,
    agent_id: agent,
    arrived_at: at(),
    closed_at: at(),
  }
  const interaction = await add('interactions', { ...contact, call_id, client_id: id, person_id: person })
  // Of a phone that nobody has been linked with.
  const unknown = await add('interactions', { ...contact, call_id: unknownCall })
  await add('interactions', { ...contact, direction: 'outbound', call_id: outCall, client_id: id })
  await db('interaction_notes').insert({
    interaction_id: interaction,
    author_id: agent,
    text: text('черновик'),
    updated_at: at(),
  })
  const note = await add('notes', {
    client_id: id,
    interaction_id: interaction,
    author_id: agent,
    text: text('заметка'),
  })
  await db('note_versions').insert({ note_id: note, version: 1, text: text('прежняя'), edited_at: at() })
  const line = { client_id: id, at: at() }
  await db('timeline').insert([
    { ...line, kind: 'note', subject_id: note, summary: JSON.stringify({ excerpt: text('заметка') }) },
    {
      ...line,
      kind: 'interaction',
      subject_id: interaction,
      summary: JSON.stringify({ note: text('итог') }),
    },
  ])
  await db('provider_webhooks').insert({
    provider: 'test',
    at: at(),
    path: '/voice',
    call_ref: 'CAzuyd1',
    verdict: 'signed',
    seen_url: text('адрес'),
    reply: text('ответ'),
  })
  await db('outbox').insert({
    kind: 'voice.test',
    key: 'voice:zuyd:1',
    state: 'done',
    payload: JSON.stringify({ callId: call_id, to: caller }),
    result: JSON.stringify(text('итог')),
    last_error: text('сбой'),
  })
  const recording = await add('recordings', {
    call_id,
    interaction_id: interaction,
    state: 'done',
    path: '2026-11-27/zuyd.wav',
    started_at: at(),
    duration_ms: 1_000,
  })
  await db('audit').insert([
    {
      at: at(),
      action: 'recording.play',
      outcome: 'ok',
      subject_id: recording,
      data: JSON.stringify({ of: MARK }),
    },
    { at: at(), action: 'access', outcome: 'denied', subject_id: id, data: JSON.stringify({ of: MARK }) },
  ])
  const file = path.join(hub.dataDir, 'recordings', '2026-11-27', 'zuyd.wav')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `RIFF ${MARK}`)
  await tellClosed(hub, { interaction, clientId: id })
  return { interaction, unknown, recording, file }
}

/** One line of the record. */
const tellClosed = (hub: Hub, of: { interaction: string; clientId: string }): Promise<void> =>
  inTransaction(hub.platform.db, (trx) =>
    appendEvent(trx, interactionClosed, {
      subjectId: of.interaction,
      actorId: null,
      at: Date.now(),
      data: {
        ...{ callId: null, outcome: 'handled', channel: 'call', direction: 'inbound', clientId: of.clientId },
        ...{ agentId: hub.company.users.agent, departmentId: null, marketId: hub.company.markets.ru },
        ...{ queueId: null, topic: 'sales', language: 'ru', dispositionCode: 'resolved', country: 'RU' },
        ...{ region: 'Урал', industry: 'pipes', source: 'fair', arrivedAt: 1, queuedAt: 1, answeredAt: 2 },
        ...{ talkEndedAt: 3, closedAt: 4, waitMs: 1, talkMs: 1_000, holdMs: 0, wrapUpMs: 1, estimateMs: 1 },
      },
    }),
  )

/** Declined, and so its words stand also on the card of another author, and in the task to tell them. */
const makeSuggestion = async (hub: Hub, clientId: string): Promise<void> => {
  const who = await hub.as('administrator')
  const wish = { title: text('скидка на трубы'), description: text('пожелание') }
  const { id } = (await who.post('/api/suggestions', { ...wish, clientId })).body
  const other = { clientId: hub.company.client.id, title: 'Скидка', description: '' }
  const { id: joined } = (await who.post('/api/suggestions', other)).body
  await who.post(`/api/suggestions/${joined}/moves`, { move: 'merge', version: 1, intoId: id })
  const declined = { move: 'decline', version: 1, reason: text('почему отклонено') }
  const { voters } = (await who.post(`/api/suggestions/${id}/moves`, declined)).body
  for (const { told } of voters)
    await who.post(`/api/tasks/${told.taskId}/finish`, { resultCode: 'done', result: '' })
}

/** A claim, a deal and a task, all ended. */
const makeDealings = async (hub: Hub, clientId: string): Promise<{ claim: string; deal: string }> => {
  const { db } = hub.platform
  const who = await hub.as('administrator')
  const answered = async (answer: Promise<{ status: number; body: unknown; error?: unknown }>) => {
    const { status, body, error } = await answer
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(error)}`)
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
    return body as any
  }
  const categoryId = (await db('claim_categories').first('id')).id
  const opened = { clientId, categoryId, severity: 'low', description: text('жалоба') }
  const { id: claim } = await answered(who.post('/api/claims', opened))
  const version = async (table: string, id: string) =>
    (await db(table).where({ id }).first('version')).version
  const move = async (body: object) =>
    answered(who.post(`/api/claims/${claim}/moves`, { ...body, version: await version('claims', claim) }))
  await answered(
    who.post(`/api/claims/${claim}/assign`, { handlerId: hub.company.users.handler, version: 1 }),
  )
  await move({ move: 'acknowledge' })
  await move({
    move: 'assess',
    safety: false,
    complexity: 'usual',
    impact: text('цех стоит'),
    immediateAction: text('отправили мастера'),
  })
  const causeId = (await db('claim_causes').first('id')).id
  await move({ move: 'investigate', findings: text('найдено'), causeId })
  await answered(
    who.patch(`/api/claims/${claim}/details`, {
      invoiceNumber: text('счёт'),
      orderNumber: text('заказ'),
      version: await version('claims', claim),
    }),
  )
  await move({ move: 'answer', answer: text('ответили') })
  await move({ move: 'dispute', grounds: text('не согласен') })
  await move({ move: 'withdraw', grounds: text('забрал') })
  await move({ move: 'close' })
  await db('notices').insert({
    user_id: hub.company.users.agent,
    kind: 'claim-moved',
    key: 'zuyd',
    data: JSON.stringify({ client: text('кто'), link: `/claims/${claim}` }),
  })
  await makeSuggestion(hub, clientId)
  await db('compensations').insert({
    claim_id: claim,
    kind: 'other',
    amount_minor: 100,
    currency: 'RUB',
    reason: text('за что'),
    state: 'voided',
    proposed_by: hub.company.users.agent,
    proposed_at: at(),
    decided_by: hub.company.users.handler,
    decided_at: at(),
    refusal: text('почему нет'),
    house_minor: 100,
    house_currency: 'RUB',
    voided_at: at(),
    void_reason: text('почему отменено'),
  })
  const clock = await db('claim_clocks').where({ claim_id: claim }).first('id')
  await db('outbox').insert({
    kind: 'mail',
    key: `mail:claim-escalated:${clock.id}:0:x`,
    payload: JSON.stringify({ to: 'a@b.test', subject: MARK, text: text('письмо'), until: 1, secret: false }),
  })
  const deal = (
    await answered(who.post('/api/deals', { clientId, amountMinor: 500, comment: text('сделка') }))
  ).id
  const reason = await db('refusal_reasons').whereNotNull('parent_id').first('id')
  const lose = { move: 'lose', refusalReasonId: reason.id, version: await version('deals', deal) }
  await answered(who.post(`/api/deals/${deal}/moves`, lose))
  const promised = {
    kind: 'follow-up',
    title: text('обещано'),
    clientId,
    address: `+7${PHONE}`,
    dueAt: Date.now() + 1_000,
  }
  const task = (await answered(who.post('/api/tasks', promised))).id
  await answered(who.post(`/api/tasks/${task}/finish`, { resultCode: 'done', result: text('сделано') }))
  return { claim, deal }
}
