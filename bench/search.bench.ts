/** The search of clients on 100,000 cards, against one raw trigram query of the same columns, best twenty first. */

import { searchClaimNumbers } from '#server/claims/index.ts'
import { searchClients } from '#server/clients/search-clients.ts'
import type { Actor } from '#server/platform/actor.ts'
import { systemClock } from '#server/platform/clock.ts'
import { type Database, inTransaction, type Queryable } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import { likenessLeft } from '#shared/clients/near-words.ts'
import { soundOf } from '#shared/clients/sound-text.ts'
import { createRandom, type Random } from '../scripts/demo/random.ts'
import { makeCompany } from '../tests/harness/company.ts'
import { type Bench, type Measure, ms, quantile } from './bench.ts'
import { fillClients } from './many-clients.ts'
import { openScratch } from './scratch.ts'

const CLIENTS = 100_000
const QUERIES = 100
const TARGET = 1.5
const LIMIT_MS = 100

type Kind = 'name' | 'other script' | 'typo' | 'phone fragment'
type Typed = { kind: Kind; text: string }

export const benchSearch = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  try {
    const { db, config } = scratch
    const { markets, users } = await makeCompany(db)
    const count = Math.round(CLIENTS * bench.scale)
    const began = performance.now()
    await fillClients(db, markets.ru, count)
    bench.say(`${count} clients made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const platform = { db, clock: systemClock, log: createLog('bench', 'error'), config, node: 'bench' }
    const actor = everywhere(users.director, markets.ru)
    const search = (text: string) => searchClients(platform, actor, text, searchClaimNumbers)
    const measures: Measure[] = []
    for (const kind of ['name', 'other script', 'typo', 'phone fragment'] as const) {
      const queries = await typedOf(db, kind, Math.round(QUERIES * Math.max(0.3, bench.scale)))
      measures.push(await compare(kind, queries, (typed) => floorOf(db, typed), search, bench))
    }
    return measures
  } finally {
    await scratch.drop()
  }
}

const compare = async (
  kind: Kind,
  queries: Typed[],
  floor: (typed: Typed) => Promise<number>,
  search: (text: string) => Promise<{ results: unknown[] }>,
  bench: Bench,
): Promise<Measure> => {
  const taken = { floor: [] as number[], ours: [] as number[] }
  let found = 0
  for (const [at, typed] of queries.entries()) {
    const ours = async () => {
      const { results } = await search(typed.text)
      if (results.length > 0) found += 1
    }
    // In turn, companies' words and persons' alike: whoever comes second finds the pages that the first has read.
    const before = at % 4 < 2 ? null : await msOf(ours)
    const bare = await floor(typed)
    const took = before ?? (await msOf(ours))
    // The first few warm the pages and the plans of both.
    if (at < queries.length / 10) continue
    taken.floor.push(bare)
    taken.ours.push(took)
  }
  const [bare, ours] = [quantile(taken.floor, 0.95), quantile(taken.ours, 0.95)]
  bench.say(
    `${kind}: ${found} of ${queries.length} found something; median ${ms(quantile(taken.ours, 0.5))}, ` +
      `floor ${ms(quantile(taken.floor, 0.5))}`,
  )
  return {
    what: `search by ${kind}, p95`,
    floor: ms(bare),
    ours: ms(ours),
    ratio: ours / bare,
    target: `≤ ${TARGET} ×, < ${LIMIT_MS} ms`,
    met: ours <= TARGET * bare && ours < LIMIT_MS,
  }
}

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Ms of the one statement. A slip is forgiven as much as by the search; saying so is not counted. */
const floorOf = (db: Database, typed: Typed): Promise<number> =>
  inTransaction(db, async (trx) => {
    const likeness = String(likenessLeft(typed.text))
    await trx.raw(`select set_config('pg_trgm.word_similarity_threshold', ?, true)`, [likeness])
    return msOf(() => rawQuery(trx, typed))
  })

/** The best twenty by likeness, of clients' and persons' names or of numbers: what one statement can do. */
const rawQuery = async (db: Queryable, { kind, text }: Typed): Promise<unknown> => {
  if (kind === 'phone fragment')
    return db.raw(
      'select client_id, value from addresses where value like ? order by strpos(value, ?), value limit 20',
      [`%${text}%`, text],
    )
  if (kind === 'other script') return rawSound(db, text)
  const holds = kind === 'name' ? `search like '%' || fold_text(:text) || '%'` : 'fold_text(:text) <% search'
  const order = 'order by word_similarity(fold_text(:text), search) desc, length(search) limit 20'
  return db.raw(
    `(select id, name from clients where ${holds} ${order})
     union all (select client_id, name from persons where left_at is null and ${holds} ${order})`,
    { text },
  )
}

/** The same of the columns that keep how a name sounds. */
const rawSound = (db: Queryable, text: string): Promise<unknown> => {
  const holds = `sound like '%' || sound_text(fold_text(:text)) || '%'`
  const order = 'order by word_similarity(sound_text(fold_text(:text)), sound) desc, length(sound) limit 20'
  return db.raw(
    `(select id, name from clients where ${holds} ${order})
     union all (select client_id, name from persons where left_at is null and ${holds} ${order})`,
    { text },
  )
}

const typedOf = async (db: Database, kind: Kind, count: number): Promise<Typed[]> => {
  const random = createRandom(23)
  const { rows } = await db.raw<{ rows: { client: string; person: string; phone: string }[] }>(
    `select c.search as client, p.search as person, a.value as phone
       from clients c join persons p on p.client_id = c.id join addresses a on a.client_id = c.id
      order by c.id limit ?`,
    [count],
  )
  return rows.map(({ client, person, phone }, at) => {
    // A company's word and a person's in turn.
    const word = (at % 2 === 0 ? client.split(' ')[1] : person.split(' ')[1]) ?? client
    if (kind === 'phone fragment') return { kind, text: phone.slice(-7 + (at % 2)) }
    if (kind === 'other script') return { kind, text: soundOf(word) }
    return { kind, text: kind === 'name' ? word : slip(word, random) }
  })
}

/** Two neighbouring letters in each other's place. */
const slip = (word: string, random: Random): string => {
  const at = random.int(1, Math.max(1, word.length - 3))
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}

const everywhere = (userId: string, marketId: string): Actor => ({
  userId,
  sessionId: userId,
  name: '',
  language: 'ru',
  roles: [],
  departmentIds: [],
  marketId,
  grants: new Map([
    ['client.read', 'all'],
    ['claim.read', 'all'],
  ]),
})
