/** The one place where what was thrown becomes an answer. */
import type { ErrorRequestHandler } from 'express'
import type { ApiError } from '#shared/platform/message.ts'
import { HubError } from './errors.ts'
import type { Log } from './log.ts'

/** PostgreSQL's word for "there is one already" and "it points nowhere": the caller's facts, not our fault. */
export const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'

/** Any thrown thing as an error body. An unknown one is a 500 without its insides. */
export const toApiError = (thrown: unknown, requestId?: string): ApiError => {
  if (thrown instanceof HubError) {
    return {
      code: thrown.code,
      status: thrown.status,
      ...(thrown.facts && { facts: thrown.facts }),
      ...(thrown.fields && { fields: thrown.fields }),
      ...(requestId && { requestId }),
    }
  }
  const error = thrown as { code?: string; type?: string; status?: number; constraint?: string }
  if (error?.type === 'entity.too.large') return { code: 'too_large', status: 413, requestId }
  if (error?.type === 'entity.parse.failed') return { code: 'bad_json', status: 400, requestId }
  // The parts of a path are decoded before anybody looks at them.
  if (thrown instanceof URIError) return { code: 'not_found', status: 404, requestId }
  if (error?.type?.startsWith('charset.') || error?.type?.startsWith('encoding.')) {
    return { code: 'bad_encoding', status: 415, requestId }
  }
  if (error?.code === UNIQUE_VIOLATION) {
    return { code: 'exists', status: 409, facts: { constraint: error.constraint }, requestId }
  }
  if (error?.code === FOREIGN_KEY_VIOLATION) {
    return { code: 'unknown_reference', status: 422, facts: { constraint: error.constraint }, requestId }
  }
  return { code: 'fault', status: 500, requestId }
}

/** The last express handler. Faults are logged with the request's id; refusals are not noise. */
export const errorExit =
  (log: Log): ErrorRequestHandler =>
  (thrown, request, response, next) => {
    if (response.headersSent) {
      next(thrown)
      return
    }
    const requestId = response.getHeader('x-request-id')?.toString()
    const body = toApiError(thrown, requestId)
    if (body.status >= 500) log.error({ err: thrown, route: request.route?.path }, 'request failed')
    const wait = body.facts?.retryAfterSeconds
    if (typeof wait === 'number') response.setHeader('retry-after', String(wait))
    response.status(body.status).json({ error: body })
  }
