/** kill -9 of the worker in mid-traffic: what fell due meanwhile is done once, soon after a worker is back. */
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectAccounted } from '../harness/account-calls.ts'
import { eventually, PATIENCE_MS, SLOW_MACHINE_MS } from '../harness/hub.ts'
import { openProcessHub, type ProcessHub } from '../harness/process-hub.ts'
import type { Program } from '../harness/program.ts'
import { openRowsProvider, type RowsProvider } from '../harness/rows-provider.ts'
import { fallDue, lateness, leaveScene, playOn, type Scene, setScene } from '../harness/scene.ts'
import { stageImport } from '../harness/staged-import.ts'

// Whole processes die and start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const CLAIMS = 15
/** Rows of a file: more than a worker brings in before it is killed. */
const IMPORTED = 1_200
const DAY_MS = 86_400_000
/** Of offers and wrap-ups, and of deadlines. */
const [SWEEP_MS, DEADLINE_SWEEP_MS] = [2_000, 15_000]

let hub: ProcessHub
let provider: RowsProvider
let worker: Program
let scene: Scene
/** The one that is left of those who took over. */
let survivor: Program
/** Message-IDs as they came in, one entry for each time. */
const letters: string[] = []
let postOffice: SMTPServer

const openPostOffice = (): Promise<number> =>
  new Promise((resolve) => {
    postOffice = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: async (stream, _session, done) => {
        letters.push((await simpleParser(stream)).messageId ?? '')
        done()
      },
    })
    const socket = postOffice.listen(0, '127.0.0.1', () => resolve((socket.address() as AddressInfo).port))
  })

beforeAll(async () => {
  const port = await openPostOffice()
  hub = await openProcessHub({}, { SMTP_URL: `smtp://127.0.0.1:${port}` })
  const [, started] = await Promise.all([hub.start('server'), hub.start('worker')])
  worker = started
  provider = openRowsProvider(hub)
  scene = await setScene(hub, provider)
})
afterAll(async () => {
  leaveScene(scene)
  await provider?.stop()
  await hub?.stop()
  await new Promise<void>((closed) => postOffice.close(closed))
})

const openClaims = async (): Promise<void> => {
  const { db } = hub.platform
  const handler = await hub.as('handler')
  const category = await db('claim_categories').where({ code: 'quality' }).first('id')
  for (let index = 0; index < CLAIMS; index += 1) {
    const answer = await handler.post('/api/claims', {
      clientId: hub.company.client.id,
      categoryId: category.id,
      severity: 'high',
      description: `Партия ${index}`,
    })
    expect(answer.status).toBe(200)
  }
}

const escalations = async (): Promise<number> =>
  (await hub.platform.db('claim_escalations').count({ n: '*' }).first<{ n: number }>()).n

test('offers, wrap-ups, tasks and deadlines that fall due under a dead worker are dealt with once, within a sweep', async () => {
  const { db } = hub.platform
  await openClaims()
  const task = await scene.desks.talking.visitor.post('/api/tasks', {
    kind: 'follow-up',
    title: 'Позвонить',
    ownerId: hub.company.users.agent,
    dueAt: Date.now() + DAY_MS,
  })
  expect(task.status).toBe(200)

  await worker.kill()
  await fallDue(scene, db, 200)
  await db('tasks').update({ due_at: new Date() })
  await db('claim_clocks').update({ escalate_at: new Date() })
  // Two take over at once, and one of them dies in the midst of the claims.
  const heirs = [hub.start('worker'), hub.start('worker')]
  const heir = await Promise.race(heirs)
  const backAt = Date.now()
  await eventually(
    async () => expect(await escalations()).toBeGreaterThan(0),
    DEADLINE_SWEEP_MS + SLOW_MACHINE_MS,
  )
  await heir.kill()
  survivor = (await Promise.all(heirs)).find((one) => one !== heir)!
  const late = await lateness(scene, db, backAt)
  expect(late.offer).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)
  expect(late.wrapUp).toBeLessThan(SWEEP_MS + SLOW_MACHINE_MS)

  await eventually(async () => expect(await escalations()).toBe(CLAIMS), DEADLINE_SWEEP_MS + SLOW_MACHINE_MS)
  const told = await db('events').where({ kind: 'claim.escalated' }).distinct('subject_id')
  expect(told).toHaveLength(CLAIMS)
  expect(await db('events').where({ kind: 'claim.escalated' })).toHaveLength(CLAIMS)
  await eventually(async () => {
    expect(await db('events').where({ kind: 'task.overdue' })).toHaveLength(1)
    expect(await db('notices').where({ kind: 'task-overdue' })).toHaveLength(1)
  }, DEADLINE_SWEEP_MS + SLOW_MACHINE_MS)
})

test('each letter went out, and a second copy bears the first one’s name', async () => {
  const { db } = hub.platform
  const mail = () => db('outbox').where({ kind: 'mail' })
  await eventually(async () => {
    const rows = await mail()
    expect(rows.length).toBeGreaterThanOrEqual(CLAIMS)
    expect(rows.filter((row) => row.state !== 'done')).toEqual([])
  }, PATIENCE_MS)
  const sent = (await mail()).map((row) => row.result.messageId)
  expect(new Set(letters)).toEqual(new Set(sent))
  // Twice only what was in hand when the worker died.
  expect(letters.length - sent.length).toBeLessThanOrEqual(20)
})

test('the calls go on to their ends, and each is on the record once', async () => {
  const answering = await playOn(hub, scene)
  await expectAccounted(hub.platform.db, 5)
  for (const one of answering) await one.stop()
})

test('a file of clients is brought in to its end, and no card is made twice', async () => {
  const { db } = hub.platform
  const importId = await stageImport(hub, IMPORTED)
  const made = async () =>
    (await db('clients').whereLike('name', 'Из файла %').count({ n: '*' }).first<{ n: number }>()).n
  await eventually(async () => expect(await made()).toBeGreaterThan(0), PATIENCE_MS)
  await survivor.kill()
  const before = await made()
  expect(before).toBeLessThan(IMPORTED)
  await hub.start('worker')
  await eventually(async () => {
    const { state, counts } = await db('client_imports').where({ id: importId }).first()
    expect({ state, counts }).toEqual({ state: 'applied', counts: { new: IMPORTED, created: IMPORTED } })
  }, PATIENCE_MS)
  expect(await made()).toBe(IMPORTED)
  const told = await db('events')
    .where({ kind: 'client.created' })
    .whereRaw(`data ->> 'importId' = ?`, [importId])
  expect(told).toHaveLength(IMPORTED)
  expect(new Set(told.map(({ subject_id }) => subject_id)).size).toBe(IMPORTED)
})
