/** Reads that stay fresh and commands that are acknowledged: vue-query over the contract, woken by the live line. */
import { QueryClient, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, ref, shallowRef, toValue, watchEffect } from 'vue'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { type AnyInput, type CallInput, call, exchange, type InputArguments } from './api.ts'
import { coalesce } from './coalesce.ts'
import { type ApiFailure, asFailure, localFailure } from './failure.ts'
import { useLive, watchSubject } from './live.ts'

/** A figure that moves is read again at most this often. */
const REFRESH_GAP_MS = 250

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 2 && asFailure(error).passing,
        retryDelay: (count) => 500 * 2 ** count,
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        // The browser's own idea of "online" is not trusted: see line.ts.
        networkMode: 'always',
      },
    },
  })

/** The key under which a read is kept: the endpoint, then what was asked. */
export const keyOf = (endpoint: { path: string }, input?: object): unknown[] =>
  input ? [endpoint.path, input] : [endpoint.path]

type Options = {
  /** Subjects whose changes make this read again: `client:<id>`, `board`. */
  watch?: MaybeRefOrGetter<string[]>
  /** Ask only while this holds. */
  enabled?: MaybeRefOrGetter<boolean>
  /** Keep showing the last answer while another input is asked: lists that are being typed into. */
  keepPrevious?: boolean
}

/**
 * A GET of the contract, kept fresh. `input` may be a getter: another input is another read.
 * Returns vue-query's refs; `failure` is the error with a code that has words.
 */
export const useLiveQuery = <P, Q, R>(
  endpoint: Endpoint<P, Q, undefined, R>,
  input: MaybeRefOrGetter<CallInput<P, Q, undefined>>,
  options: Options = {},
) => {
  const enabled = () => toValue(options.enabled) ?? true
  const query = useQuery<R, ApiFailure>({
    queryKey: computed(() => keyOf(endpoint, toValue(input))),
    queryFn: ({ signal }) => exchange(endpoint, { ...(toValue(input) as AnyInput), signal }),
    enabled,
    ...(options.keepPrevious && { placeholderData: (previous: R | undefined) => previous as never }),
  })
  const refresh = coalesce(async () => void (enabled() && (await query.refetch())), REFRESH_GAP_MS)
  watchEffect((onCleanup) => {
    const subjects = toValue(options.watch) ?? []
    const stops = subjects.map((subject) => watchSubject(subject, refresh))
    onCleanup(() => stops.forEach((stop) => stop()))
  })
  const failure = computed(() => (query.error.value ? asFailure(query.error.value) : null))
  return { ...query, failure }
}

type CommandOptions = {
  /** Reads that the command makes old. */
  refreshes?: { path: string }[]
  /** Refuse while the live line is not caught up: the screen may be showing the past. */
  whenLive?: boolean
}

/**
 * A command of the contract. `run` gives `{ reply }`, or null when it was refused: then `failure` says why, until the
 * next run. Input stays in the form; nothing is sent twice while one is under way.
 */
export const useCommand = <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, options: CommandOptions = {}) => {
  const queries = useQueryClient()
  const live = useLive()
  const pending = ref(false)
  const failure = shallowRef<ApiFailure | null>(null)

  const run = async (...input: InputArguments<CallInput<P, Q, B>>): Promise<{ reply: R } | null> => {
    if (pending.value) return null
    failure.value = null
    pending.value = true
    try {
      if (options.whenLive && !live.writable.value) throw localFailure('offline')
      const reply = await call(endpoint, ...input)
      await Promise.all(
        (options.refreshes ?? []).map((read) => queries.invalidateQueries({ queryKey: keyOf(read) })),
      )
      return { reply }
    } catch (thrown) {
      failure.value = asFailure(thrown)
      return null
    } finally {
      pending.value = false
    }
  }

  return { run, pending, failure }
}
