/** What claims have to do by themselves. */
export { assignmentSweeps } from './assign-waiting.ts'
export { claimSweeps } from './escalate-claims.ts'
