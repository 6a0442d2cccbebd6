/**
 * Lines of providers other than the hub itself: a file of the provider's name in this folder, fetched when the first of
 * its calls comes. Nothing else of the screens knows who they are.
 */
import { loadLineProgram } from '../line-program.ts'
import type { VoiceLeg, VoiceLegView } from '../voice-leg.ts'

export type LineOptions = {
  legId: string
  /** True for an error after which trying again is of no use. */
  isFinal: (error: unknown) => boolean
  onChange: (view: VoiceLegView) => void
  onSound: (plays: boolean) => void
  microphoneId?: string | undefined
  speakerId?: string | undefined
}
export type OpenLine = (options: LineOptions) => VoiceLeg

const files = import.meta.glob<{ openLine: OpenLine }>(['./*.ts', '!./lines.ts', '!./*.test.ts'])

/** Null for the provider whose legs are the hub's own. */
export const lineOf = (provider: string | null): (() => Promise<OpenLine>) | null => {
  const load = files[`./${provider}.ts`]
  return load ? async () => (await loadLineProgram(load)).openLine : null
}
