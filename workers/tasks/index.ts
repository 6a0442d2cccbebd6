/** What tasks have to do by themselves. */
export { taskSweeps } from './tell-overdue.ts'
