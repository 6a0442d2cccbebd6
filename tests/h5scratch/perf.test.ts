import { test } from 'vitest'
import { createSmallCompany } from '../harness/small-company.ts'
import { testPlatform } from '../harness/test-platform.ts'
import { searchClients } from '#server/clients/search-clients.ts'
test('perf', async () => {
  const company = await createSmallCompany()
  const { db, ids } = company
  await db.raw(`insert into clients (kind, name, market_id)
    select 'company', (array['ООО','АО','ЗАО','ИП'])[1+i%4] || ' «' || initcap(s) || '»', '${ids.ru}' from (
     select i, (select string_agg((array['сталь','метал','пром','строй','урал','сибир','трубо','завод','комби','нат','ром','ашка','восток','торг','сев','юж','гор','маш','инвест','снаб'])[1+ (abs(hashtext(i::text||j)) % 20)], case when j=2 then ' ' else '' end) from generate_series(1,4) j) s from generate_series(1,100000) i) t`)
  await db.raw(`insert into persons (client_id, name) select id, (array['Иванов','Петров','Сидоров','Кузнецов','Смирнов','Ёлкин','Попов','Волков'])[1+abs(hashtext(id::text))%8] || substr(md5(id::text),1,3) || ' ' || (array['Иван','Пётр','Анна','Олег','Мария'])[1+abs(hashtext(id::text||'x'))%5] from clients`)
  await db.raw(`insert into addresses (client_id, kind, value) select id, 'phone', '+7495' || lpad((abs(hashtext(id::text)) % 10000000)::text, 7, '0') from clients`)
  await db.raw('vacuum analyze clients'); await db.raw('vacuum analyze persons'); await db.raw('vacuum analyze addresses')
  const sample = (await db('clients').orderByRaw('md5(id::text)').limit(12).pluck('name')) as string[]
  console.log(sample.slice(0, 3))
  const actor = company.actor(ids.head, { 'client.read': 'all' })
  const none = async () => []
  const time = async (q: string) => {
    const ms: number[] = []
    let n = 0
    for (let i = 0; i < 9; i++) { const t = performance.now(); n = (await searchClients(testPlatform(db), actor, q, none)).results.length; ms.push(performance.now() - t) }
    ms.sort((a, b) => a - b)
    return `${q.padEnd(28)} n=${n} p50=${ms[4]!.toFixed(1)} max=${ms[8]!.toFixed(1)}`
  }
  const raw = async (q: string) => { const ms: number[] = []; for (let i = 0; i < 9; i++) { const t = performance.now(); await db.raw(`select id, name from clients where search like ? order by search limit 20`, [`%${q}%`]); ms.push(performance.now() - t) } ms.sort((a, b) => a - b); return `raw ${q} p50=${ms[4]!.toFixed(1)} max=${ms[8]!.toFixed(1)}` }
  const name = sample[1]!.replace(/[«»]/g, '')
  for (const q of [name, name.slice(3), name.slice(4, 10), 'ооо', 'сталь', 'ст', 'иван', 'кузнецов', 'Ёлкин', 'ромашка', 'рамошка', 'сиверсталь', 'урлстрой', 'zzzqqq', '8 495 123', '8 (495) 123-45-67', '1234', '495']) console.log(await time(q))
  for (const q of ['сталь', 'ромашка', 'ооо']) console.log(await raw(q))
  await company.drop()
}, 300000)
