export { leadDueCallers, telephonySweeps } from './sweep-calls.ts'
