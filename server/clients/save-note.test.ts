import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOTE_EXCERPT } from '#shared/clients/note.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../tests/harness/test-platform.ts'
import { moveNotes } from './note.store.ts'
import { readInteractionNotes, readNote } from './read-notes.ts'
import { readTimeline } from './read-timeline.ts'
import { saveNote } from './save-note.ts'

let company: SmallCompany
let platform: TestPlatform
const rights = { 'client.read': 'all', 'client.note': 'all', 'client.edit': 'all' } as const
const agent = () => company.actor(company.ids.agent, rights)
const handler = () => company.actor(company.ids.handler, rights)

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const write = (
  actor: ReturnType<typeof agent>,
  noteId: string,
  save: { text: string; version: number; typedAt?: number; interactionId?: string; clientId?: string },
) =>
  saveNote(platform, actor, {
    clientId: company.ids.clientRu,
    noteId,
    interactionId: null,
    typedAt: platform.clock.now(),
    ...save,
  })

test('saves as it is typed, and stands on the timeline at the time of its first word', async () => {
  const id = crypto.randomUUID()
  const began = platform.clock.now()
  expect(await write(agent(), id, { text: 'Ждёт', version: 0 })).toMatchObject({ version: 1, text: 'Ждёт' })
  platform.advance(2_000)
  const long = `Ждёт счёт ${'я'.repeat(NOTE_EXCERPT)}`
  expect(await write(agent(), id, { text: long, version: 1 })).toMatchObject({ version: 2, text: long })
  const { items } = await readTimeline(company.db, agent(), { clientId: company.ids.clientRu, limit: 10 })
  const line = items.find((item) => item.subjectId === id)
  expect(line).toMatchObject({ at: began, kind: 'note', ownerName: 'agent', summary: { more: true } })
  expect(line?.summary.excerpt).toBe(long.slice(0, NOTE_EXCERPT))
  const events = await company.db('events').whereRaw(`data ->> 'noteId' = ?`, [id]).orderBy('id')
  expect(events.map((event) => [event.kind, event.data.version])).toEqual([
    ['note.written', 1],
    ['note.edited', 2],
  ])
  expect(JSON.stringify(events)).not.toContain('Ждёт')
})

test('a first save sent twice is one note', async () => {
  const id = crypto.randomUUID()
  const saves = Array.from({ length: 5 }, () => write(agent(), id, { text: 'раз', version: 0 }))
  for (const note of await Promise.all(saves)) expect(note).toMatchObject({ id, version: 1, text: 'раз' })
})

test('of one’s own saves the last typed wins, whatever order they arrive in', async () => {
  const id = crypto.randomUUID()
  await write(agent(), id, { text: 'a', version: 0, typedAt: 1_000 })
  await write(agent(), id, { text: 'abc', version: 1, typedAt: 3_000 })
  expect(await write(agent(), id, { text: 'ab', version: 1, typedAt: 2_000 })).toMatchObject({ text: 'abc' })
  expect(await write(agent(), id, { text: 'abcd', version: 1, typedAt: 4_000 })).toMatchObject({
    text: 'abcd',
  })
})

test('a colleague’s text is never replaced unseen, and what a seen one replaces is kept', async () => {
  const id = crypto.randomUUID()
  await write(agent(), id, { text: 'моё', version: 0 })
  const theirs = await write(handler(), id, { text: 'моё и коллеги', version: 1 })
  expect(theirs).toMatchObject({ version: 2, authorName: 'agent', editedByName: 'handler' })
  await expect(write(agent(), id, { text: 'моё дальше', version: 1 })).rejects.toMatchObject({
    code: 'note_taken',
    status: 409,
    facts: { note: { text: 'моё и коллеги', version: 2, editedByName: 'handler' } },
  })
  expect(await write(agent(), id, { text: 'вместе', version: 2 })).toMatchObject({ version: 3 })
  expect(await company.db('note_versions').where({ note_id: id }).orderBy('version').pluck('text')).toEqual([
    'моё',
    'моё и коллеги',
  ])
})

test('two colleagues save over the same version at once: one is told of the other', async () => {
  await Promise.all(Array.from({ length: 4 }, () => company.db.raw('select pg_sleep(0.05)')))
  for (let turn = 0; turn < 5; turn += 1) {
    const id = crypto.randomUUID()
    await write(agent(), id, { text: 'начало', version: 0 })
    const outcomes = await Promise.allSettled([
      write(agent(), id, { text: 'начало А', version: 1 }),
      write(handler(), id, { text: 'начало Б', version: 1 }),
    ])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const refused = outcomes.find((one) => one.status === 'rejected')
    expect(refused?.reason.code).toBe('note_taken')
  }
})

test('an emptied note leaves the timeline, and its next word brings it back', async () => {
  const id = crypto.randomUUID()
  const onTimeline = async () => (await company.db('timeline').where({ subject_id: id })).length
  await write(agent(), id, { text: 'было', version: 0 })
  await write(agent(), id, { text: ' ', version: 1 })
  expect(await onTimeline()).toBe(0)
  await write(agent(), id, { text: 'стало', version: 2 })
  expect(await onTimeline()).toBe(1)
})

test('an interaction has one note of each author, found again after a crash, and it moves with the client', async () => {
  const [interaction] = await company
    .db('interactions')
    .insert({
      channel: 'web',
      direction: 'inbound',
      state: 'talking',
      client_id: company.ids.clientRu,
      arrived_at: new Date(),
    })
    .returning('id')
  const interactionId = interaction.id as string
  const [mine, second, theirs] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await write(agent(), mine, { text: 'в разговоре', version: 0, interactionId })
  platform.advance(1)
  await write(handler(), theirs, { text: 'тоже', version: 0, interactionId })
  await expect(write(agent(), second, { text: 'ещё', version: 0, interactionId })).rejects.toMatchObject({
    code: 'note_exists',
    facts: { note: { id: mine } },
  })
  await expect(
    write(agent(), second, { text: 'ещё', version: 0, interactionId: crypto.randomUUID() }),
  ).rejects.toMatchObject({ status: 422, fields: { interactionId: 'unknown_interaction' } })
  const found = () =>
    readInteractionNotes(company.db, agent(), { clientId: company.ids.clientRu, interactionId })
  expect((await found()).notes.map((note) => note.id)).toEqual([mine, theirs])

  await company.db.transaction((trx) => moveNotes(trx, interactionId, company.ids.clientCn))
  expect((await found()).notes).toEqual([])
  const moved = await readNote(company.db, agent(), { clientId: company.ids.clientCn, noteId: mine })
  expect(moved.text).toBe('в разговоре')
  expect(await company.db('timeline').where({ subject_id: mine }).pluck('client_id')).toEqual([
    company.ids.clientCn,
  ])
})

test('a note of another card, and a card out of reach, are not found', async () => {
  const id = crypto.randomUUID()
  await write(agent(), id, { text: 'здесь', version: 0 })
  await expect(
    write(agent(), id, { text: 'там', version: 1, clientId: company.ids.clientCn }),
  ).rejects.toMatchObject({ status: 404 })
  await expect(
    readNote(company.db, agent(), { clientId: company.ids.clientCn, noteId: id }),
  ).rejects.toMatchObject({ status: 404 })
  const own = company.actor(company.ids.agent, { 'client.read': 'own', 'client.note': 'own' })
  await expect(write(own, id, { text: 'чужая', version: 1 })).rejects.toMatchObject({ status: 404 })
})
