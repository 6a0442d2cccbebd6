/** Custom fields: read by every screen, administered by whoever administers the organisation. */
import { handle, type Route } from '#server/platform/http.ts'
import * as contract from '#shared/organisation/custom-field.contract.ts'
import type { Administration } from '../administration.ts'
import { listFields } from './custom-field.store.ts'
import { addCustomField, editCustomField, moveCustomField } from './edit-custom-field.ts'

export const customFieldRoutes = (house: Administration): Route[] => [
  handle(contract.readCustomFields, async () => ({ fields: await listFields(house.db) })),
  handle(contract.addCustomField, ({ actor, body }) => addCustomField(house, actor, body)),
  handle(contract.editCustomField, ({ actor, params, body }) =>
    editCustomField(house, actor, params.id, body),
  ),
  handle(contract.moveCustomField, async ({ actor, params, body }) => ({
    fields: await moveCustomField(house, actor, params.id, body.by),
  })),
]
