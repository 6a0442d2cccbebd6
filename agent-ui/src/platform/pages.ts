/** Lists read page by page: each page tells where the next one begins. */
import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue, watchEffect } from 'vue'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { exchange } from './api.ts'
import { coalesce } from './coalesce.ts'
import { type ApiFailure, asFailure } from './failure.ts'
import { watchSubject } from './live.ts'
import { keyOf } from './live-query.ts'

type Paged = { next: string | null }

type Options<R, Row> = {
  rowsOf: (page: R) => readonly Row[]
  /** Subjects whose changes make the shown pages be read again. */
  watch?: MaybeRefOrGetter<string[]>
  enabled?: MaybeRefOrGetter<boolean>
}

/** A list endpoint whose query has `after` and whose reply has `next`. Another `query` begins at the first page. */
export const usePages = <P, Q extends { after?: unknown }, R extends Paged, Row>(
  endpoint: Endpoint<P, Q, undefined, R>,
  input: MaybeRefOrGetter<{ params?: P & object; query?: Partial<Omit<Q, 'after'>> }>,
  options: Options<R, Row>,
) => {
  const enabled = () => toValue(options.enabled) ?? true
  const list = useInfiniteQuery<R, ApiFailure, { pages: R[] }, unknown[], string | undefined>({
    queryKey: computed(() => [...keyOf(endpoint, toValue(input)), 'pages']),
    queryFn: ({ pageParam, signal }) => {
      const { params, query } = toValue(input)
      return exchange(endpoint, { params, query: { ...query, after: pageParam }, signal })
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (previous) => previous,
    enabled,
  })
  const refresh = coalesce(async () => void (enabled() && (await list.refetch())), 1_000)
  watchEffect((onCleanup) => {
    const stops = (toValue(options.watch) ?? []).map((subject) => watchSubject(subject, refresh))
    onCleanup(() => stops.forEach((stop) => stop()))
  })
  return {
    rows: computed(() => list.data.value?.pages.flatMap((page) => [...options.rowsOf(page)])),
    failure: computed(() => (list.error.value ? asFailure(list.error.value) : null)),
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    more: () => void list.fetchNextPage(),
    retry: () => void list.refetch(),
  }
}
