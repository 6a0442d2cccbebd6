/** Administration of the lists that people choose from. */
import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as contract from '#shared/organisation/dictionary.contract.ts'
import type { Administration } from '../administration.ts'
import type { Dictionary } from './dictionary.ts'
import {
  addEntry,
  ENTRY,
  editEntry,
  entryState,
  moveEntry,
  readDictionary,
  readEntry,
} from './edit-dictionary.ts'

export const dictionaryRoutes = (house: Administration): Route[] => {
  const called = (code: string): Dictionary => {
    const dictionary = house.dictionaries.find((one) => one.code === code)
    if (!dictionary) throw notFound('dictionary', code)
    return dictionary
  }
  return [
    handle(contract.readDictionary, ({ params }) => readDictionary(house.db, called(params.dictionary))),
    handle(contract.addEntry, ({ actor, params, body }) =>
      addEntry(house, actor, called(params.dictionary), body),
    ),
    handle(contract.editEntry, ({ actor, params: { dictionary, id }, body }) =>
      editEntry(house, actor, { dictionary: called(dictionary), id }, body),
    ),
    handle(contract.moveEntry, ({ actor, params: { dictionary, id }, body }) =>
      moveEntry(house, actor, { dictionary: called(dictionary), id }, body.by),
    ),
    ...versionRoutes(house.db, {
      endpoints: contract.entryVersions,
      find: async (_actor, { dictionary, id }) => ({
        kind: ENTRY,
        subjectId: id,
        state: entryState(await readEntry(house.db, { dictionary: called(dictionary), id })),
      }),
      edit: (actor, { dictionary, id }, { version, state, restores }) =>
        editEntry(
          house,
          actor,
          { dictionary: called(dictionary), id },
          readInput(contract.editEntry.body!, { version, ...state }),
          restores,
        ),
    }),
  ]
}
