/** What of a board has changed since the one before, and a board with that applied to it. Pure. */
import type { Board, BoardChanges } from './board.contract.ts'

type Changes<R> = { changed: R[]; order: string[] | null }

const between = <R>(before: readonly R[], after: readonly R[], idOf: (row: R) => string): Changes<R> => {
  const known = new Map(before.map((row) => [idOf(row), JSON.stringify(row)]))
  const changed = after.filter((row) => known.get(idOf(row)) !== JSON.stringify(row))
  const order = after.map(idOf)
  const kept = order.length === before.length && before.every((row, place) => idOf(row) === order[place])
  return { changed, order: kept ? null : order }
}

const applied = <R>(before: readonly R[], changes: Changes<R>, idOf: (row: R) => string): R[] => {
  const rows = new Map([...before, ...changes.changed].map((row) => [idOf(row), row]))
  return (changes.order ?? before.map(idOf)).flatMap((id) => rows.get(id) ?? [])
}

const ownId = (row: { id: string }) => row.id
const interactionOf = (call: Board['calls'][number]) => call.interactionId

export const changesBetween = (before: Board, after: Board): BoardChanges => ({
  queues: between(before.queues, after.queues, ownId),
  agents: between(before.agents, after.agents, ownId),
  calls: between(before.calls, after.calls, interactionOf),
  serverNow: after.serverNow,
})

export const withChanges = (board: Board, changes: BoardChanges): Board => ({
  queues: applied(board.queues, changes.queues, ownId),
  agents: applied(board.agents, changes.agents, ownId),
  calls: applied(board.calls, changes.calls, interactionOf),
  serverNow: changes.serverNow,
})
