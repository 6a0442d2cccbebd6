/** A refusal as a screen sees it: a code for the words, the facts, and which fields are to blame. */
import type { ApiError } from '#shared/platform/message.ts'

/** `offline`: the request never arrived. `timeout`: no answer came. `bad_reply`: an answer that isn't by the contract. */
export type LocalCode = 'offline' | 'timeout' | 'bad_reply' | 'cancelled'

const passingCodes = new Set(['offline', 'timeout'])

export class ApiFailure extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Record<string, unknown>
  /** Field path → message code, such as `{ 'phones.0': 'invalid_phone' }`. */
  readonly fields: Record<string, string>
  readonly requestId: string | undefined

  constructor(error: ApiError, options?: ErrorOptions) {
    super(error.code, options)
    this.name = 'ApiFailure'
    this.code = error.code
    this.status = error.status
    this.facts = error.facts ?? {}
    this.fields = error.fields ?? {}
    this.requestId = error.requestId
  }

  /** It may succeed if tried again as it is. */
  get passing(): boolean {
    return passingCodes.has(this.code) || this.status === 429 || this.status >= 502
  }
}

export const localFailure = (code: LocalCode, cause?: unknown): ApiFailure =>
  new ApiFailure({ code, status: 0 }, { cause })

/** Anything thrown, as a failure that has words. A fault of the screen itself is `fault`. */
export const asFailure = (thrown: unknown): ApiFailure =>
  thrown instanceof ApiFailure ? thrown : new ApiFailure({ code: 'fault', status: 0 }, { cause: thrown })
