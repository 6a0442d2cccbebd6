/** What the record has to do by itself. */
export { followRecord, recordSweeps } from './feed-record.ts'
