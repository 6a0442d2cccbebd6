/** What comes of a merge, before it: where the two cards differ, and how much comes over. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type MergePreview, mergeFields } from '#shared/clients/merge.contract.ts'
import { customKey, sameValue } from '#shared/organisation/custom-value.ts'
import { readHead } from '../card.store.ts'
import { type ClientRow, fieldOf } from '../client.store.ts'
import { bothForMerge } from './merge.policy.ts'
import { countMoving } from './merge.store.ts'

/** @throws 409 `merged`, `same_client`, `merge_moving`; 404, 403 */
export const previewMerge = (
  platform: Platform,
  actor: Actor,
  { clientId, otherId }: { clientId: string; otherId: string },
): Promise<MergePreview> =>
  inTransaction(platform.db, async (trx) => {
    const { client, other } = await bothForMerge(trx, actor, clientId, otherId)
    const [head, otherHead] = [await readHead(trx, clientId), await readHead(trx, otherId)]
    const nameOf = (of: typeof head, field: string) =>
      field === 'managerId' ? (of?.manager_name ?? null) : field === 'marketId' ? marketName(of, actor) : null
    const side = ({ id, name, version }: ClientRow) => ({ clientId: id, name, version })
    return {
      into: side(client),
      other: side(other),
      differing: [...mergeFields, ...customOf(client, other)]
        .filter((field) => !sameValue(fieldOf(client, field), fieldOf(other, field)))
        .map((field) => ({
          field,
          into: fieldOf(client, field),
          other: fieldOf(other, field),
          intoName: nameOf(head, field),
          otherName: nameOf(otherHead, field),
        })),
      moving: await countMoving(trx, otherId, clientId),
    }
  })

/** Whatever either has. */
const customOf = (...cards: ClientRow[]) =>
  [...new Set(cards.flatMap(({ custom }) => Object.keys(custom)))].sort().map(customKey)

const marketName = (
  head: { market_name_ru: string; market_name_en: string } | undefined,
  { language }: Actor,
): string | null => head?.[language === 'ru' ? 'market_name_ru' : 'market_name_en'] ?? null
