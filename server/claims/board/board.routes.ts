/** Routes of the leads' board of claims. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readClaimBoard } from '#shared/claims/board/claim-board.contract.ts'
import { readBoard } from './read-board.ts'

export const boardRoutes = ({ db, clock }: Platform): Route[] => [
  handle(readClaimBoard, ({ query, actor }) => readBoard(db, actor, query, clock.now())),
]
