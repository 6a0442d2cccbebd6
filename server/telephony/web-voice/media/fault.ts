import type { MediaErrorCode } from '#shared/telephony/media.contract.ts'

/** A refusal that the caller is told of, with one of the contract's codes. */
export class MediaFault extends Error {
  readonly code: MediaErrorCode

  constructor(code: MediaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
