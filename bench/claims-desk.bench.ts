/** The handlers’ list with 20,000 open claims: a page and a count, against the best hand-written SQL for the same rows. */
import { countClaims, listClaims } from '#server/claims/list/list-claims.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { ClaimFilterAsked } from '#shared/claims/list/claim-filter.contract.ts'
import { makeCompany } from '../tests/harness/company.ts'
import { fillClaims } from '../tests/harness/many-claims.ts'
import { type Bench, type Measure, ms, quantile } from './bench.ts'
import { openScratch } from './scratch.ts'

const CLAIMS = 20_000
const RUNS = 60
const PAGE = 100
const TARGET = 3
const LIMIT_MS = 200

type Case = { what: string; filter: ClaimFilterAsked; where: string; bindings: string[] }

/** The names that a row of the list shows, joined to the rows of one page. */
const floorSql = (where: string): string =>
  `with page as (select id from claims where closed_at is null and ${where}
                  order by desk_rank, deadline_at, id limit ${PAGE})
   select cl.*, c.name, ca.name_ru, ca.name_en, h.name as handler, mk.code
     from page join claims cl using (id) join clients c on c.id = cl.client_id
     join claim_categories ca on ca.id = cl.category_id join markets mk on mk.id = cl.market_id
     left join users h on h.id = cl.handler_id
    order by cl.desk_rank, cl.deadline_at, cl.id`

export const benchClaimsDesk = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  try {
    const { db } = scratch
    const { users, markets } = await makeCompany(db)
    const now = Date.now()
    const handlerIds = [users.handler, users.supervisor]
    await fillClaims(db, {
      count: Math.round(CLAIMS * bench.scale),
      marketIds: [markets.ru, markets.export],
      handlerIds,
      now,
    })
    const actor: Actor = {
      userId: users.handler,
      sessionId: users.handler,
      name: '',
      language: 'ru',
      roles: [],
      departmentIds: [],
      marketId: markets.ru,
      grants: new Map([['claim.read', 'all']]),
    }
    const cases: Case[] = [
      { what: 'all open', filter: {}, where: 'true', bindings: [] },
      { what: 'one’s own', filter: { mine: '1' }, where: 'handler_id = ?', bindings: [users.handler] },
      {
        what: 'one severity',
        filter: { severity: 'critical' },
        where: `severity = 'critical'`,
        bindings: [],
      },
      {
        what: 'words',
        filter: { search: 'подшипников' },
        where: `search @@ websearch_to_tsquery('russian', ?)`,
        bindings: ['подшипников'],
      },
    ]
    const measures: Measure[] = []
    for (const one of cases) {
      const taken = { floor: [] as number[], ours: [] as number[] }
      for (let run = 0; run < RUNS * Math.max(0.3, bench.scale); run += 1) {
        taken.floor.push(await msOf(() => db.raw(floorSql(one.where), one.bindings)))
        taken.ours.push(await msOf(() => listClaims(db, actor, { ...one.filter, limit: PAGE }, now)))
      }
      const counting = await msOf(() => countClaims(db, actor, one.filter, now))
      bench.say(`${one.what}: counted in ${ms(counting)}`)
      const [bare, ours] = [quantile(taken.floor, 0.95), quantile(taken.ours, 0.95)]
      measures.push({
        what: `claims desk, a page of ${one.what}, p95`,
        floor: ms(bare),
        ours: ms(ours),
        ratio: ours / bare,
        target: `≤ ${TARGET} ×, < ${LIMIT_MS} ms`,
        met: ours <= TARGET * bare && ours < LIMIT_MS,
      })
    }
    return measures
  } finally {
    await scratch.drop()
  }
}

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
