/** An administrator leads a number to a flow and a market. In force from the next call on. */
import type { PhoneNumber } from '#shared/telephony/number.contract.ts'
import { audit, changedMeanwhile } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Trx } from '../../platform/database.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { keepVersion } from '../../platform/versions/keep-version.ts'
import { activeFlow, activeFlows, lockFlow } from '../flow.store.ts'
import { isMarket } from '../region.store.ts'
import {
  allNumbers,
  deleteNumber,
  findNumber,
  insertNumber,
  lockNumber,
  type NumberFields,
  type NumberRow,
  unmappedNumbers,
  updateNumber,
} from './number.store.ts'

export type NumberWish = Omit<PhoneNumber, 'id' | 'version'>
const LOOKED_BACK_MS = 30 * 86_400_000

export const present = (row: NumberRow): PhoneNumber => ({
  id: row.id,
  number: row.number,
  label: row.label,
  flowCode: row.flow_code,
  marketId: row.market_id,
  language: row.language,
  version: row.version,
})

/** What an administrator sets of a number, as its versions keep it. */
export const numberState = (row: NumberRow): NumberWish => {
  const { id, version, ...state } = present(row)
  return state
}

export const readNumbers = async ({ db, clock }: Platform) => ({
  numbers: (await allNumbers(db)).map(present),
  flows: (await activeFlows(db)).map(({ code }) => code),
  unmapped: await unmappedNumbers(db, clock.now() - LOOKED_BACK_MS),
})

/** Throws 422 at the field that names what is not there. */
const checked = async (trx: Trx, wish: NumberWish): Promise<NumberFields> => {
  const fields: Record<string, string> = {}
  // Whoever closes the flow at this moment comes before, or finds this number.
  await lockFlow(trx, wish.flowCode)
  if (!(await activeFlow(trx, wish.flowCode))) fields.flowCode = 'unknown'
  if (wish.marketId !== null && !(await isMarket(trx, wish.marketId))) fields.marketId = 'unknown'
  if (Object.keys(fields).length > 0) throw invalid(fields)
  return {
    number: wish.number,
    label: wish.label,
    flow_code: wish.flowCode,
    market_id: wish.marketId,
    language: wish.language,
  }
}

const tell = (trx: Trx, actor: Actor, action: string, row: NumberRow, at: number) =>
  audit(trx, {
    at,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: 'number',
    subjectId: row.id,
    data: { number: row.number, flow: row.flow_code, marketId: row.market_id },
  })

export const addNumber = (platform: Platform, actor: Actor, wish: NumberWish): Promise<PhoneNumber> =>
  inTransaction(platform.db, async (trx) => {
    const row = await insertNumber(trx, await checked(trx, wish))
    if (!row) throw conflict('exists', { number: wish.number })
    await tell(trx, actor, 'number.add', row, platform.clock.now())
    return present(row)
  })

export const editNumber = (
  platform: Platform,
  actor: Actor,
  edit: { numberId: string; version: number; wish: NumberWish; restores?: number },
): Promise<PhoneNumber> =>
  inTransaction(platform.db, async (trx) => {
    const before = await lockNumber(trx, edit.numberId)
    if (!before) throw notFound('number', edit.numberId)
    if (before.version !== edit.version) throw changedMeanwhile(present(before), edit.wish)
    const fields = await checked(trx, edit.wish)
    const ofNumber = await findNumber(trx, fields.number)
    if (ofNumber && ofNumber.id !== before.id) throw conflict('exists', { number: fields.number })
    const row = (await updateNumber(trx, before.id, fields, platform.clock.now())) as NumberRow
    const at = platform.clock.now()
    await tell(trx, actor, 'number.edit', row, at)
    await keepVersion(trx, {
      kind: 'number',
      subjectId: row.id,
      before: { version: before.version, state: numberState(before) },
      after: { version: row.version, state: numberState(row) },
      actorId: actor.userId,
      at,
      restores: edit.restores,
    })
    return present(row)
  })

export const removeNumber = (platform: Platform, actor: Actor, numberId: string): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const row = await lockNumber(trx, numberId)
    if (!row) throw notFound('number', numberId)
    await deleteNumber(trx, numberId)
    await tell(trx, actor, 'number.remove', row, platform.clock.now())
  })
