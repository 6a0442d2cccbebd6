/** Handlers of one market do not see another's claims: every way that reads one, and every list, is walked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import { permissionNames, scopesOf } from '#shared/identity/permissions.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { makeEvidence } from './evidence/make-evidence.ts'
import { makeLetters } from './letters/make-letters.ts'

const SECRET = 'Крановая балка треснула'
let hub: Hub
let head: Visitor
let abroad: Visitor
let number: string
/** What stands for each parameter, by the noun before it. */
let ids: Record<string, string>

beforeAll(async () => {
  hub = await startHub({ worker: false })
  head = await hub.as('head-after-sales')
  await makeClaim()
  await moveHandlerAbroad()
  abroad = await hub.as('handler')
})
afterAll(() => hub.stop())

/** Of the Russian market, with all that can stand on one. */
const makeClaim = async () => {
  const { db } = hub.platform
  const { id: categoryId } = await db('claim_categories').first('id')
  const given = { clientId: hub.company.client.id, categoryId, severity: 'normal', description: SECRET }
  const { body: claim } = await head.post('/api/claims', given)
  const of = (path: string) => `/api/claims/${claim.id}${path}`
  const send = async (path: string, body?: unknown) => {
    const answer = await head.post(path, body)
    expect(`${path} ${answer.status < 300 ? 'done' : JSON.stringify(answer.error)}`).toBe(`${path} done`)
    return answer.body
  }
  await send(of('/assign'), { handlerId: hub.company.users.supervisor, version: 1 })
  const file = await head.upload(of('/attachments?name=a.txt'), FILE_KIND, Buffer.from(SECRET))
  const { id: templateId } = await db('letter_templates').first('id')
  const letter = await send(of('/letters'), {
    ...{ requestId: crypto.randomUUID(), templateId, language: 'ru', addressId: null },
    ...{ recipient: 'Завод', subject: SECRET, body: SECRET },
  })
  await makeLetters(hub.platform)
  const pack = await send(of('/evidence'), { language: 'ru' })
  await makeEvidence(hub.platform)
  await send(of('/notes'), { text: SECRET })
  await send(of('/follow-link'))
  const { incident } = await send('/api/incidents', { name: 'Балки', claimIds: [claim.id] })
  const clock = await db('claim_clocks').where({ claim_id: claim.id }).first('id')
  number = claim.number
  ids = { claims: claim.id, incidents: incident.id, letters: letter.id, attachments: file.body.id }
  Object.assign(ids, { clocks: clock.id, evidence: pack.id })
}

/** With every right that reaches as far as a market; and of another market than the claim's. */
const moveHandlerAbroad = async () => {
  const { db } = hub.platform
  const role = await db('roles').where({ code: 'claim-handler' }).first('id')
  for (const permission of permissionNames) {
    if (!scopesOf(permission).includes('market')) continue
    const grant = { role_id: role.id, permission, scope: 'market' }
    await db('role_grants').insert(grant).onConflict(['role_id', 'permission']).merge()
  }
  const market_id = hub.company.markets.export
  await db('users').where({ id: hub.company.users.handler }).update({ market_id })
}

const reads = (): Endpoint[] =>
  hub.app.routes.map(({ endpoint }) => endpoint).filter(({ method }) => method === 'GET')

/** `/api/claims/:id/clocks/:clock` with what is known of each noun; null where one is of something else. */
const pathOf = ({ path }: Endpoint): string | null => {
  const parts = path.split('/')
  const filled = parts.map((part, at) => (part.startsWith(':') ? ids[parts[at - 1] ?? ''] : part))
  return filled.includes(undefined) ? null : filled.join('/')
}

test('what reads one claim, or anything on it, finds nothing for them', async () => {
  const paths = reads()
    .filter(({ path }) => path.includes(':'))
    .flatMap((one) => pathOf(one) ?? [])
  expect(paths.length).toBeGreaterThan(12)
  for (const path of paths) {
    const answers = [await head.get(path), await abroad.get(path)]
    expect(`${path} ${answers.map(({ status }) => status)}`).toBe(`${path} 200,404`)
  }
})

test('no list, count, search or export tells them of it', async () => {
  const tells = async (who: Visitor, path: string) => {
    const text = JSON.stringify((await who.get(path)).body ?? '')
    return [number, SECRET, ids.claims as string].some((secret) => text.includes(secret))
  }
  const lists = reads().filter(({ path }) => !path.includes(':'))
  for (const { path, query } of lists) {
    const search = query instanceof z.ZodObject && 'search' in query.shape
    const asked = [path, ...(search ? [`${path}?search=${number}`] : [])]
    for (const one of asked) expect(`${one} ${await tells(abroad, one)}`).toBe(`${one} false`)
  }
  for (const one of ['/api/claims', `/api/claims?search=${number}`, '/api/letters'])
    expect(`${one} ${await tells(head, one)}`).toBe(`${one} true`)
})
