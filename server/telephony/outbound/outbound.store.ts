/** What the rows of calls know of those that the house makes. */
import { randomUUID } from 'node:crypto'
import type { Queryable, Trx } from '../../platform/database.ts'

const UNNAMED = 'unnamed:'
/** Stands for a provider's name of a call that it has not been asked for yet. */
export const unnamed = (): string => `${UNNAMED}${randomUUID()}`
export const isUnnamed = (ref: string): boolean => ref.startsWith(UNNAMED)

/** The provider has called, and told its name of the call. Nothing when it has one. */
export const nameCall = async (trx: Trx, callId: string, ref: string): Promise<boolean> => {
  const count = await trx('calls')
    .where({ id: callId })
    .where('provider_ref', 'like', `${UNNAMED}%`)
    .update({ provider_ref: ref })
  return count > 0
}

/**
 * Of calls that the house makes: the agent has not come, or the client has not answered, since before these times; or the page
 * that is rung was seen last before `page`.
 */
export const unansweredCalls = (
  db: Queryable,
  before: { agent: number; client: number; page: number },
): Promise<{ id: string }[]> =>
  db('calls')
    .where({ direction: 'outbound' })
    .where((late) =>
      late
        .where((own) => own.where({ state: 'arriving' }).where('created_at', '<=', new Date(before.agent)))
        .orWhere((theirs) =>
          theirs
            .whereIn('state', ['dialling', 'ringing'])
            .whereExists((leg) =>
              leg
                .from('legs')
                .whereRaw('legs.call_id = calls.id')
                .where({ side: 'client' })
                .where('legs.created_at', '<=', new Date(before.client)),
            ),
        )
        .orWhere((gone) =>
          gone
            .whereIn('state', ['dialling', 'ringing'])
            .whereExists((page) =>
              page
                .from('open_pages')
                .whereRaw('open_pages.call_id = calls.page_call_id')
                .where('open_pages.seen_at', '<=', new Date(before.page)),
            ),
        ),
    )
    .limit(200)
    .select('id')
