/** SQL that writes lines: one shape for the feed and for a rebuild. */
import type { Trx } from '#server/platform/database.ts'
import type { RecordLine } from '#shared/record/record-line.ts'

export type EventLine = RecordLine & { eventId: string }

const rowOf = (line: EventLine) => ({
  event_id: line.eventId,
  line: line.line,
  at: new Date(line.at).toISOString(),
  kind: line.kind,
  subject_id: line.subjectId,
  tally: line.tally,
  manager_id: line.managerId,
  department_id: line.departmentId,
  client_id: line.clientId,
  market_id: line.marketId,
  country: line.country,
  region: line.region,
  industry: line.industry,
  source: line.source,
  product_id: line.productId,
  product_group_id: line.productGroupId,
  refusal_reason_id: line.refusalReasonId,
  queue_id: line.queueId,
  outcome: line.outcome,
  quantity: line.quantity,
  amount_minor: line.amountMinor,
  currency: line.currency,
  house_minor: line.houseMinor,
  house_currency: line.houseCurrency,
  wait_ms: line.waitMs,
  talk_ms: line.talkMs,
  hold_ms: line.holdMs,
  wrap_up_ms: line.wrapUpMs,
  facts: line.facts,
})

/** No "on conflict": a line written twice is a fault of ours and must stop the transaction. */
export const insertLines = async (trx: Trx, table: string, lines: EventLine[]): Promise<void> => {
  if (lines.length === 0) return
  // One parameter for the whole batch: half a thousand rows of placeholders are slow to parse and drown an error's text.
  await trx.raw('insert into ?? select * from jsonb_populate_recordset(null::record_lines, ?::jsonb)', [
    table,
    JSON.stringify(lines.map(rowOf)),
  ])
}

export type RecordFault = { eventId: string; kind: string; reason: string }

export const insertFaults = async (trx: Trx, faults: RecordFault[]): Promise<void> => {
  if (faults.length === 0) return
  await trx('record_faults')
    .insert(faults.map((fault) => ({ event_id: fault.eventId, kind: fault.kind, reason: fault.reason })))
    .onConflict('event_id')
    .merge()
}
