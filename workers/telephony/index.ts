export { telephonyCarriers } from './fetch-recordings.ts'
export { leadDueCallers, telephonySweeps } from './sweep-calls.ts'
