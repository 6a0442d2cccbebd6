export { clientSweeps } from './carry-merges.ts'
