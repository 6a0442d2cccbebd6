/**
 * SQLSTATEs of a server that is on its way: ending, crashed, starting, recovering; or that has no place for one more
 * connection (53300), as when everybody knocks at once after a crash.
 */
const sqlStates = new Set([
  ...['57P01', '57P02', '57P03', '53300'],
  ...['08000', '08001', '08003', '08004', '08006'],
])
const onTheWire = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

/**
 * True when it was no fault of the question: PostgreSQL is not there, and may answer in a moment. After a kill -9 under
 * load it replays its log first, and tells everyone who knocks meanwhile that it is "starting up", "in recovery mode"
 * or "not yet accepting connections" (57P03).
 */
export const databaseIsAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  // A connection cut in the middle, or never come by, has no code of its own in pg and knex.
  return sqlStates.has(code) || onTheWire.has(code) || /terminated|timeout/i.test(String(error))
}
