/** Lists of deals and the page of one. */
import { customConditions, missingCustom } from '#server/organisation/index.ts'
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Database } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Deal, DealPage } from '#shared/sales/deal.contract.ts'
import { missingForDeal } from '#shared/sales/deal.policy.ts'
import { dealStates, isClosed } from '#shared/sales/deal.state.ts'
import { presentDeal, presentDealHistory } from './deal.present.ts'
import { type DealFilter, type DealRow, findDeal, listDealRows, readHistory } from './deal.store.ts'
import { readHouse } from './rate.store.ts'

/** A page, newest stage first, within the actor's reach; `next` is the key of the page after. */
export const listDeals = async (
  db: Database,
  actor: Actor,
  { custom: asked, ...filter }: Omit<DealFilter, 'custom'> & { custom?: string | undefined },
): Promise<{ deals: Deal[]; next: string | null }> => {
  const custom = await customConditions(db, 'deal', asked)
  const reach = reachOf(actor, 'deal.read')
  const rows = await listDealRows(db, reach, { ...filter, custom, limit: filter.limit + 1 })
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const { currency } = await readHouse(db)
  return {
    deals: page.map((row) => presentDeal(row, currency)),
    next: rows.length > page.length && last ? `${last.stage_at}_${last.id}` : null,
  }
}

export const readDeal = async (db: Database, actor: Actor, id: string): Promise<DealPage> => {
  const row = await findDeal(db, reachOf(actor, 'deal.read'), id)
  if (!row) throw notFound('deal', id)
  const { currency } = await readHouse(db)
  const mayWork = may(actor, 'deal.work') && Boolean(await findDeal(db, reachOf(actor, 'deal.work'), id))
  return {
    deal: presentDeal(row, currency),
    history: presentDealHistory(await readHistory(db, id)),
    moves: mayWork ? nextMoves(row, await missingCustom(db, 'deal', row.custom)) : [],
    editable: mayWork && !isClosed(row.state),
  }
}

const nextMoves = (row: DealRow, lacking: Record<string, string>): DealPage['moves'] =>
  openMoves(row).map((move) => ({
    move,
    missing: missingForDeal(move, {
      productId: row.product_id,
      amountMinor: row.amount_minor,
      refusalReasonId: null,
      lacksFields: Object.keys(lacking).length > 0,
    }),
  }))

/** Nobody works on for a client whom nobody knows any more. */
const openMoves = (row: DealRow) =>
  dealStates.movesFrom(row.state).filter((move) => !(move === 'reopen' && row.client_erased_at))
