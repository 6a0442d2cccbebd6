/** The board as it stands this moment: every figure of the claims that its reader sees. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { BoardAsked, ClaimBoard } from '#shared/claims/board/claim-board.contract.ts'
import { boundsOf, daysAsked, stretchesOf } from '#shared/claims/board/claim-period.ts'
import { closingGrounds } from '#shared/claims/claim.state.ts'
import { readRiskBounds } from '../clocks/stage-times/risk-bounds.ts'
import { filterOf } from '../list/list-claims.ts'
import { presentFlows, presentParts } from './board.present.ts'
import * as flows from './flow.store.ts'
import { namesOfParts } from './part-names.store.ts'
import { zoneAsked } from './period-asked.ts'
import { countLateActions, readStanding } from './standing.store.ts'

export const readBoard = async (
  q: Queryable,
  actor: Actor,
  { from, to, zone: zoneGiven, grain: grainGiven, ...narrowing }: BoardAsked,
  now: number,
): Promise<ClaimBoard> => {
  const zone = await zoneAsked(q, actor, zoneGiven)
  const days = daysAsked({ from, to }, zone, now)
  const { grain, stretches } = stretchesOf(days, grainGiven)
  const reach = reachOf(actor, 'claim.read')
  const all = await filterOf(q, actor, { ...narrowing, status: 'all' }, now)
  const open = { ...all, status: 'open' as const, riskBounds: await readRiskBounds(q, now) }
  const asked = {
    reach,
    filter: all,
    period: boundsOf(days, zone),
    cuts: stretches.map((stretch) => boundsOf(stretch, zone).from),
  }
  const standing = await readStanding(q, reach, open)
  const causes = await flows.countCauses(q, asked)
  const closed = await flows.countClosed(q, asked)
  const names = await namesOfParts(q, standing, causes)
  const cost = await flows.readCost(q, asked)
  return {
    asOf: now,
    zone,
    ...days,
    grain,
    now: { ...presentParts(standing, names), lateActions: await countLateActions(q, reach, all) },
    period: {
      ...presentFlows(stretches, {
        opened: await flows.countOpened(q, asked),
        reopened: await flows.countReopened(q, asked),
        closed: closed.filter(({ ground }) => ground === null),
      }),
      grounds: closingGrounds.flatMap((ground) => {
        const of = closed.find((row) => row.ground === ground)
        return of ? [{ ground, closed: of.n }] : []
      }),
      cameBack: closed.find(({ ground, stretch }) => ground === null && stretch === null)?.cameBack ?? 0,
      ratings: await flows.readRatings(q, asked),
      cost: {
        claims: cost.find(({ currency }) => currency === null)?.claims ?? 0,
        money: cost.flatMap(({ currency, minor }) =>
          currency === null ? [] : [{ currency, amountMinor: minor ?? 0 }],
        ),
      },
      causes: causes.map(({ id, n }) => ({
        key: id ?? 'none',
        name: (id && names.get(id)) || null,
        opened: n,
      })),
    },
  }
}
