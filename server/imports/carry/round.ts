/** A round of the worker's at imports. */
import type { Platform } from '#server/platform/platform.ts'

export type Round = Platform & {
  /** Whether this round is to leave the rest to the next. */
  isOver(): boolean
}
