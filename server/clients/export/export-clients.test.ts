/** The export over HTTP: whose cards, how many, what the audit keeps, and that no cell is a formula. */
import { once } from 'node:events'
import http from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type Hub, startHub } from '../../../tests/harness/hub.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

test('all cards in reach come as lines, none twice, harmless to a spreadsheet, and the audit knows', async () => {
  const { db } = hub.platform
  const { market_id } = await db('clients').where({ id: hub.company.client.id }).first('market_id')
  const made = Array.from({ length: 1_203 }, (_, at) => ({
    kind: 'company',
    name: `Экспорт ${at}`,
    market_id,
  }))
  await db('clients').insert(made)
  await db('clients').insert({
    kind: 'company',
    name: '=HYPERLINK("http://x";"y")',
    market_id,
    region: '@SUM(1)',
  })
  const [tag] = await db('tags').insert({ name: 'выгрузка' }).returning('id')
  await db('client_tags').insert({ client_id: hub.company.client.id, tag_id: tag.id })
  const who = await hub.as('administrator')
  const all = await who.request('GET', '/api/client-export')
  expect(all.status).toBe(200)
  const lines: string[] = all.body
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toContain('Название или имя;Рынок')
  const { n } = (await db('clients').count({ n: '*' }).first())!
  expect(lines).toHaveLength(Number(n) + 1)
  expect(new Set(lines.map((line) => line.slice(0, 36))).size).toBe(lines.length)
  expect(all.body).toContain(`"'=HYPERLINK(""http://x"";""y"")"`)
  expect(all.body).toContain(`;'@SUM(1);`)
  expect(all.body).toContain(`;'${hub.company.client.phone};`)
  const few = await who.request('GET', `/api/client-export?tags=${tag.id}`)
  expect(few.body.trimEnd().split('\r\n')).toHaveLength(2)
  const kept = await db('audit').where({ action: 'client.export' }).orderBy('id')
  expect(kept.map(({ data }) => [data.step, data.rows])).toEqual([
    ['begun', undefined],
    ['ended', Number(n)],
    ['begun', undefined],
    ['ended', 1],
  ])
  expect((await (await hub.as('agent')).request('GET', '/api/client-export')).status).toBe(403)
})

test('of a reader who goes away in the middle the audit knows too', async () => {
  const { db } = hub.platform
  const who = await hub.as('administrator')
  await db('audit').where({ action: 'client.export' }).delete()
  // The first page can be read only when the reader has gone.
  const holding = await db.transaction()
  await holding.raw('lock table client_tags in access exclusive mode')
  const request = http.get(`${hub.url}/api/client-export`, { headers: { cookie: who.cookieHeader() } })
  await once(request, 'response')
  request.destroy()
  await db.raw('select pg_sleep(0.3)')
  await holding.commit()
  await eventually(async () => {
    const kept = await db('audit').where({ action: 'client.export' }).orderBy('id')
    expect(kept.map(({ data, outcome }) => [data.step, outcome, data.rows])).toEqual([
      ['begun', 'ok', undefined],
      ['ended', 'failed', 0],
    ])
  })
})
