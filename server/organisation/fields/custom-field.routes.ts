/** Custom fields: read by every screen, administered by whoever administers the organisation. */
import { readInput } from '#server/platform/bad-input.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/organisation/custom-field.contract.ts'
import { optionsBroughtBack } from '#shared/organisation/custom-field-rules.ts'
import type { Administration } from '../administration.ts'
import { listFields } from './custom-field.store.ts'
import {
  addCustomField,
  editCustomField,
  FIELD,
  fieldState,
  findField,
  moveCustomField,
} from './edit-custom-field.ts'
import { listGroups } from './field-group.store.ts'

export const customFieldRoutes = (house: Administration): Route[] => [
  handle(contract.readCustomFields, async () => ({
    fields: await listFields(house.db),
    groups: await listGroups(house.db),
  })),
  handle(contract.addCustomField, ({ actor, body }) => addCustomField(house, actor, body)),
  handle(contract.editCustomField, ({ actor, params, body }) =>
    editCustomField(house, actor, params.id, body),
  ),
  handle(contract.moveCustomField, async ({ actor, params, body }) => ({
    fields: await moveCustomField(house, actor, params.id, body.by),
  })),
  ...versionRoutes(house.db, {
    endpoints: contract.customFieldVersions,
    find: async (_actor, { id }) => ({
      kind: FIELD,
      subjectId: id,
      state: fieldState(findField(await listFields(house.db), id)),
    }),
    edit: async (actor, { id }, { version, state, restores }) => {
      const edit = readInput(contract.editCustomField.body!, { version, ...state })
      const { options } = findField(await listFields(house.db), id)
      return editCustomField(
        house,
        actor,
        id,
        { ...edit, options: optionsBroughtBack(edit.options ?? options, options) },
        restores,
      )
    },
  }),
]
