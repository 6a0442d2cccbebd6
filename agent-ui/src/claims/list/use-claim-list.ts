/** The claims that a filter finds, held page by page as they are looked at, and fresh while they are. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { type ListedClaim, listClaims } from '#shared/claims/claim.contract.ts'
import { countClaims } from '#shared/claims/list/claim-counts.contract.ts'
import { call } from '../../platform/api.ts'
import { coalesce } from '../../platform/coalesce.ts'
import { type ApiFailure, asFailure } from '../../platform/failure.ts'
import { onReturn, watchSubject } from '../../platform/live.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { type ClaimFilter, claimQuery, lensOf, sortOf, widely } from '../claim-filter.ts'
import { createSparseList } from './sparse-list.ts'

const PAGE = 100
/** A department of thirty changes something all the time: what is looked at is read anew at most this often. */
const REFRESH_GAP_MS = 1_000

/** @param shown the rows that are in sight: they alone are read anew */
export const useClaimList = (filter: ClaimFilter, shown: () => { from: number; to: number }) => {
  const failure = shallowRef<ApiFailure | null>(null)
  const query = () => ({ ...claimQuery(filter), sort: sortOf(filter) })
  const question = computed(() => JSON.stringify(query()))
  const list = createSparseList<ListedClaim>(PAGE, async (place) => {
    const { claims, next } = await call(listClaims, { query: { ...query(), ...place, limit: PAGE } })
    return { rows: claims, next }
  })
  const counts = useLiveQuery(countClaims, () => ({ query: widely(filter) }), { keepPrevious: true })
  const counted = computed(() => {
    const lens = lensOf(filter.lens)
    return counts.data.value?.[lens === 'all' ? 'total' : lens]
  })
  /** How long the list is; undefined until that is known. */
  const length = computed(() => {
    const { exact, rows } = list.end()
    if (exact) return rows
    // Of a list that cannot be read it is of no use to know how long it would be.
    if (rows === 0 && failure.value) return undefined
    return counted.value === undefined ? undefined : Math.max(rows, counted.value)
  })

  const trying = async (work: () => Promise<void>): Promise<void> => {
    const asked = question.value
    const tell = (outcome: ApiFailure | null) => {
      if (asked === question.value) failure.value = outcome
    }
    try {
      await work()
      tell(null)
    } catch (error) {
      tell(asFailure(error))
    }
  }
  const ask = (from: number, to: number): Promise<void> => trying(() => list.ask(from, to))
  const refreshNow = () =>
    trying(async () => {
      const { from, to } = shown()
      await Promise.all([list.refresh(from, to), counts.refetch()])
    })
  const refresh = coalesce(refreshNow, REFRESH_GAP_MS)
  const begin = () => {
    list.reset()
    failure.value = null
  }
  watch(question, begin, { flush: 'sync' })
  const stops = [watchSubject('claim', refresh), onReturn(refreshNow)]
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return { ...list, ask, question, refresh: refreshNow, failure, counts: counts.data, length }
}
export type ClaimList = ReturnType<typeof useClaimList>
