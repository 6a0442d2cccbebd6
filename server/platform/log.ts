/** Structured log with request and call ids; no personal data goes in: ids, codes and times only. */
import { type Logger, pino } from 'pino'

export type Log = Logger

export const createLog = (name: string, level = process.env.LOG_LEVEL ?? 'info'): Log =>
  pino({ name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime })
