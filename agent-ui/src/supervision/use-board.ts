/** The board on this screen: read once, then as the server sends it, whole and in changes; the newer is shown. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import {
  type Board,
  boardChangesMessage,
  boardMessage,
  readBoard,
} from '#shared/supervision/board.contract.ts'
import { withChanges } from '#shared/supervision/board-changes.ts'
import { useLive, watchSubject } from '../platform/live.ts'
import { useLiveQuery } from '../platform/live-query.ts'

/** What changes with no event at all: a queue opens or closes by its calendar, a day begins. */
const QUIET_CHANGE_MS = 60_000

export const useBoard = () => {
  const { hear } = useLive()
  const { data, failure, refetch } = useLiveQuery(readBoard, {})
  const sent = shallowRef<Board | null>(null)
  hear(boardMessage, (board) => {
    sent.value = board
  })
  hear(boardChangesMessage, (changes) => {
    if (sent.value) sent.value = withChanges(sent.value, changes)
  })
  // The board itself is sent to whoever watches it: nothing is to be read again.
  onScopeDispose(watchSubject('board', () => undefined))
  const timer = setInterval(() => void refetch(), QUIET_CHANGE_MS)
  onScopeDispose(() => clearInterval(timer))
  const board = computed(() => {
    const read = data.value ?? null
    if (!read || !sent.value) return read ?? sent.value
    return sent.value.serverNow >= read.serverNow ? sent.value : read
  })
  return { board, failure, refetch }
}

export type BoardQueue = Board['queues'][number]
export type BoardAgent = Board['agents'][number]
export type BoardCall = Board['calls'][number]
