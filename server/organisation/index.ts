/** The door to the organisation. */

export { administrationRoutes } from './administration.routes.ts'
export { type Administration, type Audited, type Named, namesOf, type Peopled } from './administration.ts'
export { isClosedDepartment } from './departments/department.store.ts'
export { carryOutPlans } from './departments/plan-department.ts'
export type { Dictionary } from './dictionaries/dictionary.ts'
export { listFields, orCustomText, personalFields, whereCustom } from './fields/custom-field.store.ts'
export { customConditions, judgeCustom, missingCustom } from './fields/custom-values.ts'
export { groupDictionary } from './fields/field-group.store.ts'
export { type Foundation, found } from './found.ts'
export { findMarket } from './markets/market.store.ts'
export { organisationRoutes } from './organisation.routes.ts'
export { HOUSE_SETTING, readSetting, writeSetting } from './organisation.store.ts'
