/** A sign-in by the provider that comes to nothing; the sign-in page has the words. */
import type { ProviderRefusal } from '#shared/identity/single-sign-on.contract.ts'

export class Refused extends Error {
  readonly code: ProviderRefusal

  constructor(code: ProviderRefusal) {
    super(code)
    this.name = 'Refused'
    this.code = code
  }
}
