export { agentSweeps } from './sweep-desks.ts'
