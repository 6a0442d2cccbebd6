/**
 * Structured log with request and call ids; no personal data goes in: ids, codes and times only. What others wrote
 * (a database, a mail server) is masked on its way in, and an error leaves all but its known parts behind.
 */
import { type DestinationStream, type Logger, pino } from 'pino'
import { withoutPersons } from './personal.ts'
import { currentTrace } from './trace.ts'

export type Log = Logger

/** Parts of an error that hold codes and names of ours; `detail`, `where` or `response` may quote what was sent. */
const KEPT = [
  'code',
  'errno',
  'syscall',
  'status',
  'severity',
  'table',
  'column',
  'constraint',
  'responseCode',
]
const DEEPEST = 3

export const safeError = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutPersons(error) : typeof error
  const known = error as Error & Record<string, unknown>
  return {
    type: error.name,
    message: withoutPersons(error.message),
    stack: error.stack === undefined ? undefined : withoutPersons(error.stack),
    ...Object.fromEntries(KEPT.flatMap((key) => (isWord(known[key]) ? [[key, known[key]]] : []))),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: safeError(error.cause, depth + 1) }),
  }
}

const isWord = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && withoutPersons(value) === value)

const maskedValue = (value: unknown): unknown => {
  if (typeof value === 'string') return withoutPersons(value)
  if (Array.isArray(value)) return value.map(maskedValue)
  // An error has its own serializer, and whatever else is no plain object says of itself what it is.
  const plain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return plain ? masked(value) : value
}

const masked = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, maskedValue(value)]))

/** An entry that could not be kept stands here without its network address. */
const safeAudit = ({ address: _, ...entry }: Record<string, unknown>): unknown => entry

export const createLog = (
  name: string,
  level = process.env.LOG_LEVEL ?? 'info',
  destination?: DestinationStream,
): Log =>
  pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ ...currentTrace() }),
      serializers: { err: (error: unknown) => safeError(error), audit: safeAudit },
      formatters: { log: masked },
    },
    destination ?? pino.destination(1),
  )
