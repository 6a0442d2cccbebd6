/** SQL of the files of all that there is of a claim. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { evidenceStates } from '#shared/claims/evidence/evidence.state.ts'

export type EvidenceState = (typeof evidenceStates.states)[number]
export type EvidenceRow = {
  id: string
  claim_id: string
  claim_number: string
  ordinal: number
  language: 'ru' | 'en'
  state: EvidenceState
  asked_by: string | null
  by_name: string | null
  asked_at: number
  ready_at: number | null
  expires_at: number | null
  bytes: number | null
  pages: number | null
  sha256: string | null
}

const packs = (q: Queryable) =>
  q('evidence_packs as e')
    .join('claims as c', 'c.id', 'e.claim_id')
    .leftJoin('users as u', 'u.id', 'e.asked_by')
    .select<EvidenceRow[]>('e.*', { claim_number: 'c.number', by_name: 'u.name' })

export const packsOf = async (q: Queryable, claimId: string): Promise<EvidenceRow[]> =>
  packs(q).where('e.claim_id', claimId).orderBy('e.ordinal', 'desc')

export const findPack = async (q: Queryable, id: string): Promise<EvidenceRow | undefined> =>
  (await packs(q).where('e.id', id))[0]

/** The claim is locked: two that ask at once get two numbers. */
export const insertPack = async (
  trx: Trx,
  wish: { claimId: string; ordinal: number; language: 'ru' | 'en'; by: string; at: number },
): Promise<EvidenceRow> => {
  const [made] = await trx('evidence_packs')
    .insert({
      claim_id: wish.claimId,
      ordinal: wish.ordinal,
      language: wish.language,
      state: evidenceStates.initial,
      asked_by: wish.by,
      asked_at: new Date(wish.at),
    })
    .returning<{ id: string }[]>('id')
  return (await findPack(trx, made!.id))!
}

export const askedPacks = async (q: Queryable): Promise<EvidenceRow[]> =>
  packs(q).where('e.state', 'asked').orderBy('e.id')

export const expiredPacks = async (q: Queryable, now: number): Promise<EvidenceRow[]> =>
  packs(q).where('e.state', 'ready').where('e.expires_at', '<=', new Date(now))

export const standingPacks = async (q: Queryable, claims: string[]): Promise<EvidenceRow[]> =>
  packs(q)
    .whereIn('e.claim_id', claims)
    .whereIn('e.state', [...evidenceStates.moves.forget.from])

/** False when it is no longer in a state that the move starts from. */
export const movePack = async (
  trx: Trx,
  id: string,
  move: keyof typeof evidenceStates.moves,
  facts: Record<string, unknown> = {},
): Promise<boolean> =>
  (await trx('evidence_packs')
    .where({ id })
    .whereIn('state', [...evidenceStates.moves[move].from])
    .update({ state: evidenceStates.moves[move].to, ...facts })) === 1
