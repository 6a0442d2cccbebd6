/** SQL of claims that wait for their client's word, and of the rules they wait by. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { claimSilenceSet } from '#shared/claims/settings/claim-settings.events.ts'
import { type Quiet, type SilenceRules, silenceRules, usualSilence } from '#shared/claims/silence/silence.ts'
import { type ClaimSetting, readVersioned } from '../settings/claim-setting.ts'

export const silenceSetting: ClaimSetting<SilenceRules> = {
  key: 'claims.silence',
  kind: 'claim-silence',
  subjectId: '00000000-0000-7000-8000-000000000005',
  event: claimSilenceSet,
  state: silenceRules,
  usual: usualSilence,
}

/** The usual ones until an administrator says otherwise. */
export const readSilenceRules = (q: Queryable): Promise<SilenceRules> => readVersioned(q, silenceSetting)

/** As columns of a claim that begins to wait, or waits no more. */
export const quietColumns = ({ remindAt, lapseAt }: Quiet): Record<string, unknown> => ({
  remind_at: remindAt === null ? null : new Date(remindAt),
  lapse_at: lapseAt === null ? null : new Date(lapseAt),
})

/** Claims with a reminder or a close due, the longest due first. */
export const listQuietDue = (q: Queryable, now: number, except: string[], limit: number): Promise<string[]> =>
  q('claims')
    .whereNotNull('lapse_at')
    .whereRaw('least(remind_at, lapse_at) <= ?', [new Date(now)])
    .whereNotIn('id', except)
    .orderByRaw('least(remind_at, lapse_at)')
    .limit(limit)
    .pluck('id')

/** For what is no move of the claim: its version stays, so that nobody's draft goes stale. */
export const putQuiet = async (trx: Trx, claimId: string, quiet: Quiet): Promise<void> => {
  await trx('claims').where({ id: claimId }).update(quietColumns(quiet))
}

export const markReminded = async (
  trx: Trx,
  claim: { id: string; reminders: number },
  quiet: Quiet,
): Promise<void> => {
  await trx('claims')
    .where({ id: claim.id, reminders: claim.reminders })
    .update({ ...quietColumns(quiet), reminders: claim.reminders + 1 })
}
