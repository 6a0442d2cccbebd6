/** The list's filter, as the address holds it, in the words of the contract; what an old link may hold besides is not asked for. */
import { z } from 'zod'
import {
  channels,
  directions,
  type InteractionNarrowing,
} from '#shared/interactions/interaction-list.contract.ts'
import { dayEnd, dayStart } from '../kit/day-text.ts'

export const ANY = 'any'
export const blankFilter = {
  /** Days, `YYYY-MM-DD`. */
  from: '',
  to: '',
  channel: ANY,
  direction: ANY,
  queue: ANY,
  agent: ANY,
  disposition: ANY,
  search: '',
  /** See shared/organisation/custom-filter.ts. */
  custom: '',
}

const idOf = (text: string): string | undefined => z.uuid().safeParse(text).data

export const interactionQuery = (filter: typeof blankFilter): InteractionNarrowing => ({
  from: dayStart(filter.from),
  to: dayEnd(filter.to),
  channel: channels.find((one) => one === filter.channel),
  direction: directions.find((one) => one === filter.direction),
  queue: idOf(filter.queue),
  agent: idOf(filter.agent),
  disposition: idOf(filter.disposition),
  search: filter.search.trim().slice(0, 100) || undefined,
  custom: filter.custom || undefined,
})
