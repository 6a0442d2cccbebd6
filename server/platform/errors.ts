/** Errors with a code, a status and the facts. Anything else that is thrown is a fault of ours: 500. */
export class HubError extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Record<string, unknown> | undefined
  readonly fields: Record<string, string> | undefined

  constructor(
    code: string,
    status: number,
    facts?: Record<string, unknown>,
    fields?: Record<string, string>,
  ) {
    super(code)
    this.name = 'HubError'
    this.code = code
    this.status = status
    this.facts = facts
    this.fields = fields
  }
}

export const notFound = (what: string, id?: string) => new HubError('not_found', 404, { what, id })
/** The row was not in the state the move starts from: someone else was first. */
export const conflict = (code: string, facts?: Record<string, unknown>) => new HubError(code, 409, facts)
export const denied = (permission: string) => new HubError('denied', 403, { permission })
export const unauthenticated = () => new HubError('signed_out', 401)
/** Bad input: `fields` maps each field's path to a message code that the screen puts into words. */
export const invalid = (fields: Record<string, string>, facts?: Record<string, unknown>) =>
  new HubError('invalid', 422, facts, fields)
export const tooMany = (retryAfterSeconds: number) => new HubError('too_many', 429, { retryAfterSeconds })
