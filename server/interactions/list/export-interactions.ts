/** The interactions as a file: they leave the hub only so. */
import type { Response } from 'express'
import { type Cell, sendSheet, timeCell } from '#server/clients/index.ts'
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { InteractionNarrowing } from '#shared/interactions/interaction-list.contract.ts'
import {
  channelText,
  directionWords,
  interactionHeads,
  sheetOutcomes,
} from '#shared/interactions/interaction-sheet.ts'
import type { ReadableRow } from '../readable.store.ts'
import { sheetOfInteractions } from './interaction-list.store.ts'

const cellsOf = (row: ReadableRow, language: 'ru' | 'en'): Cell[] => [
  row.id,
  timeCell(row.arrived_at),
  channelText(row.channel, language),
  directionWords[row.direction][language],
  row.client_name,
  row.address,
  language === 'ru' ? row.queue_ru : row.queue_en,
  row.agent_name,
  row.outcome && sheetOutcomes[row.outcome][language],
  language === 'ru' ? row.disposition_ru : row.disposition_en,
  timeCell(row.answered_at),
  timeCell(row.talk_ended_at),
  Math.round(row.hold_ms / 1_000),
]

/** As the audit keeps it: a moment under the name that it has there. */
const told = ({ from, to, ...rest }: InteractionNarrowing): object => ({
  ...(from !== undefined && { fromAt: timeCell(from) }),
  ...(to !== undefined && { toAt: timeCell(to) }),
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)),
})

export const exportInteractions = async (
  platform: Platform,
  actor: Actor,
  asked: InteractionNarrowing,
  response: Response,
): Promise<typeof SENT> => {
  const { db } = platform
  const { language } = actor
  const filter = { ...asked, custom: await customConditions(db, 'interaction', asked.custom) }
  const reaches = [reachOf(actor, 'interaction.export'), reachOf(actor, 'interaction.read')]
  return sendSheet(
    platform,
    actor,
    {
      action: 'interaction.export',
      file: 'interactions.csv',
      thing: 'interaction',
      heads: interactionHeads.map((head) => head[language]),
      told: told(asked),
      page: (after, limit) => sheetOfInteractions(db, reaches, filter, { after, limit }),
      cells: (row: ReadableRow) => cellsOf(row, language),
    },
    response,
  )
}
