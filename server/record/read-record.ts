/** The record of a day: totals for each manager, and the rows behind any of them. */
import { standingCards } from '#server/clients/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readHouse } from '#server/sales/index.ts'
import type { RecordDay, ShownLine } from '#shared/record/record.contract.ts'
import { readFreshness } from './reader.store.ts'
import { presentLine, presentManager, presentTotals } from './record.present.ts'
import {
  type Bounds,
  countFaults,
  type LineFilter,
  marketZone,
  readBounds,
  readLineRows,
  readTotalRows,
} from './record.store.ts'

export type AskedDay = { day?: string | undefined; zone?: string | undefined }

type Stamp = Bounds & { zone: string; asOf: number; houseCurrency: string }

const stampOf = async ({ db, clock }: Platform, actor: Actor, asked: AskedDay): Promise<Stamp> => {
  const now = clock.now()
  const house = await readHouse(db)
  const zone = asked.zone ?? (await marketZone(db, actor.marketId)) ?? house.zone
  // Freshness first: what is read afterwards can only be newer.
  const asOf = await readFreshness(db, now)
  const bounds = await readBounds(db, { day: asked.day, zone, now })
  return { ...bounds, zone, asOf, houseCurrency: house.currency }
}

export const readRecordDay = async (
  platform: Platform,
  actor: Actor,
  asked: AskedDay,
): Promise<RecordDay> => {
  const { db } = platform
  const stamp = await stampOf(platform, actor, asked)
  const rows = await readTotalRows(db, reachOf(actor, 'record.read'), stamp, stamp.houseCurrency)
  return {
    ...stamp,
    total: presentTotals(rows.find((row) => row.is_total)),
    managers: rows.filter((row) => !row.is_total).map(presentManager),
    faults: await countFaults(db),
  }
}

export const readRecordLines = async (
  platform: Platform,
  actor: Actor,
  asked: AskedDay,
  filter: LineFilter,
): Promise<Stamp & { lines: ShownLine[]; next: string | null }> => {
  const stamp = await stampOf(platform, actor, asked)
  const rows = await readLineRows(
    platform.db,
    reachOf(actor, 'record.read'),
    stamp,
    { ...filter, limit: filter.limit + 1 },
    stamp.houseCurrency,
  )
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  // Cards are merged and parted after a line was written: it shows the one that stands now.
  const ids = [...new Set(page.flatMap((row) => row.client_id ?? []))]
  const standing = new Map((await standingCards(platform.db, ids)).map((card) => [card.of, card]))
  return {
    ...stamp,
    lines: page.map((row) => presentLine(row, standing.get(row.client_id ?? ''))),
    next: rows.length > page.length && last ? `${last.at}_${last.event_id}_${last.line}` : null,
  }
}
