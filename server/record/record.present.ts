/** What of the record leaves the server. */
import type { StandingCard } from '#server/clients/index.ts'
import { type FigureCode, figureCodes } from '#shared/record/figures.ts'
import { type RecordTotals, type ShownLine, shownLine } from '#shared/record/record.contract.ts'
import type { LineRow, TotalsRow } from './record.store.ts'

export const presentTotals = (row: TotalsRow | undefined): RecordTotals =>
  Object.fromEntries(figureCodes.map((code) => [code, row?.[code] ?? 0])) as Record<FigureCode, number>

export const presentManager = (row: TotalsRow) => ({
  manager: row.manager_id ? { id: row.manager_id, name: row.manager_name ?? '' } : null,
  figures: presentTotals(row),
})

const personOf = (id: unknown, name: unknown) => (id ? { id, name: name ?? '' } : null)
const namedOf = (id: unknown, nameRu: unknown, nameEn: unknown) =>
  id ? { id, nameRu: nameRu ?? '', nameEn: nameEn ?? '' } : null

/** @param client the card that stands for the one that the line was written for */
export const presentLine = (row: LineRow, client: StandingCard | undefined): ShownLine =>
  shownLine.parse({
    eventId: row.event_id,
    line: row.line,
    at: row.at,
    kind: row.kind,
    subjectId: row.subject_id,
    tally: row.tally,
    manager: personOf(row.manager_id, row.manager_name),
    departmentId: row.department_id,
    client: client ? { id: client.id, name: client.name } : null,
    marketId: row.market_id,
    country: row.country,
    region: row.region,
    industry: row.industry,
    source: row.source,
    product: namedOf(row.product_id, row.product_name_ru, row.product_name_en),
    productGroupId: row.product_group_id,
    refusalReason: namedOf(row.refusal_reason_id, row.refusal_name_ru, row.refusal_name_en),
    refusalReasonId: row.refusal_reason_id,
    queueId: row.queue_id,
    outcome: row.outcome,
    quantity: row.quantity,
    amountMinor: row.amount_minor,
    currency: row.currency,
    houseMinor: row.house_minor,
    houseCurrency: row.house_currency,
    waitMs: row.wait_ms,
    talkMs: row.talk_ms,
    holdMs: row.hold_ms,
    wrapUpMs: row.wrap_up_ms,
    facts: row.facts,
  })
