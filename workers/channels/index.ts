/** What conversations have to do by themselves. */
export { channelSweeps } from './close-quiet.ts'
