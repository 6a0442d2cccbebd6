/** The door of the record. */
export { feedRecord } from './feed-record.ts'
export { readRecordDay, readRecordLines } from './read-record.ts'
export { dropRebuilt, type Rebuilt, rebuildRecord, swapRecord } from './rebuild-record.ts'
export { recordRoutes } from './record.routes.ts'
