/** The page of background work: sweeps as the workers wrote them down, what waits by kind, wake-ups where Redis answers. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/platform/database.ts'
import { putEffect } from '#server/platform/outbox.ts'
import { readJobs, type SweepView } from '#shared/identity/jobs.contract.ts'
import { eventually, type Hub, PATIENCE_MS, startHub } from '../../../tests/harness/hub.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const read = async () => readJobs.reply.parse((await (await hub.as('administrator')).get('/api/jobs')).body)

test('every sweep of the workers has its round, its next one, and no failure', async () => {
  const { sweeps } = await eventually(async () => {
    await hub.worker?.writeLedger()
    const jobs = await read()
    expect(jobs.sweeps.filter(({ state }) => state === 'new')).toEqual([])
    return jobs
  }, PATIENCE_MS)
  expect(sweeps.map(({ name }) => name)).toEqual(expect.arrayContaining(['offers', 'callers', 'feed-record']))
  expect(sweeps.length).toBeGreaterThanOrEqual(15)
  for (const sweep of sweeps) {
    expect(sweep).toMatchObject({ state: 'works', failures: 0, error: null })
    expect(sweep.nextAt).toBe((sweep.lastAt ?? 0) + sweep.everyMs)
  }
})

test('a sweep that fails is told with its error, and without anybody in it', async () => {
  const { db } = hub.platform
  await db.raw('alter table claim_clocks rename to claim_clocks_away')
  await hub.worker?.sweeper.runNow('escalate-claims')
  await db.raw('alter table claim_clocks_away rename to claim_clocks')
  await hub.worker?.writeLedger()
  const failed = (await read()).sweeps.find(({ name }) => name === 'escalate-claims') as SweepView
  expect(failed).toMatchObject({ state: 'failed', failures: 1 })
  expect(failed.error).toContain('claim_clocks')
  await hub.worker?.sweeper.runNow('escalate-claims')
  await hub.worker?.writeLedger()
  const mended = (await read()).sweeps.find(({ name }) => name === 'escalate-claims')
  expect(mended).toMatchObject({ state: 'works', failures: 1 })
})

test('what waits stands by its kind: lanes, tries, dead letters; a held letter is not late', async () => {
  await inTransaction(hub.platform.db, async (trx) => {
    for (const [index, lane] of ['a', 'a', 'b'].entries()) {
      await putEffect(trx, { kind: 'test.nobody', key: `test:${index}`, payload: {}, lane })
    }
    await putEffect(trx, { kind: 'mail', key: 'mail:1', payload: {} })
  })
  await hub.platform.db('outbox').where({ key: 'test:1' }).update({ last_error: 'no' })
  await hub.platform.db('outbox').where({ key: 'test:2' }).update({ state: 'dead' })
  const { lanes } = await read()
  const dueSince = expect.any(Number) as number
  expect(lanes.find(({ kind }) => kind === 'test.nobody')).toEqual({
    ...{ kind: 'test.nobody', pending: 2, lanes: 1, retried: 1, dead: 1, dueSince },
  })
  expect(lanes.find(({ kind }) => kind === 'mail')).toMatchObject({ pending: 1, dueSince: null })
})

test('wake-ups are counted where Redis answers', async () => {
  await eventually(async () => expect((await read()).wakes).toMatchObject({ failed: 0 }))
})
