/** What an administrator sets once for all claims, over HTTP: kept with its versions, and lived by. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { readGroupRule } from '../incidents/suggest-incidents.ts'
import { readSilenceRules } from '../silence/silence.store.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

test('silence: the usual rules until they are set, in order, by one at a time, and brought back', async () => {
  const path = '/api/claim-silence'
  const usual = { remindAfterDays: [3, 7], lapseAfterDays: 14, reopenWithinDays: 30 }
  expect((await administrator.get(path)).body).toEqual({ version: 0, ...usual })
  const set = (version: number, more: object) => administrator.put(path, { version, ...usual, ...more })
  expect((await set(0, { remindAfterDays: [7, 3] })).error?.fields).toEqual({
    remindAfterDays: 'reminders_in_order',
  })
  expect((await set(0, { remindAfterDays: [3, 14] })).status).toBe(422)
  const rules = { remindAfterDays: [2], lapseAfterDays: 5, reopenWithinDays: 0 }
  expect((await set(0, rules)).body).toEqual({ version: 1, ...rules })
  expect((await set(0, {})).error).toMatchObject({
    code: 'changed_meanwhile',
    facts: { fields: ['remindAfterDays', 'lapseAfterDays', 'reopenWithinDays'] },
  })
  expect(await readSilenceRules(hub.platform.db)).toMatchObject(rules)
  const { versions } = (await administrator.get(`${path}/versions`)).body
  expect(versions).toMatchObject([{ version: 1, present: true }, { version: 0 }])
  expect((await administrator.post(`${path}/restore`, { version: 1, restores: 0 })).status).toBe(204)
  expect(await readSilenceRules(hub.platform.db)).toMatchObject(usual)
  const said = await hub.platform
    .db('audit')
    .where({ action: 'claim-silence.edit' })
    .count({ n: '*' })
    .first()
  expect(said?.n).toBe(2)
})

test('incidents: how many claims in how many days raise the alarm', async () => {
  const path = '/api/claim-incident-rule'
  const { body: usual } = await administrator.get(path)
  expect(usual).toEqual({ version: 0, withinDays: 14, onBatch: 2, onProduct: 3, alarmAt: 3 })
  expect((await administrator.put(path, { ...usual, alarmAt: 1 })).status).toBe(422)
  expect((await administrator.put(path, { ...usual, alarmAt: 5, withinDays: 30 })).status).toBe(200)
  expect(await readGroupRule(hub.platform.db)).toMatchObject({ alarmAt: 5, withinDays: 30, onBatch: 2 })
  expect((await (await hub.as('handler')).get(path)).status).toBe(403)
})
