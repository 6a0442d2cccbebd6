/** The door to the organisation. */
export { type Foundation, found } from './found.ts'
export { organisationRoutes } from './organisation.routes.ts'
export { readSetting, writeSetting } from './organisation.store.ts'
