/** What claims have to do by themselves. */
export { claimSweeps } from './escalate-claims.ts'
