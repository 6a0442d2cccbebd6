/** Routes of the card, its persons, addresses, notes and timeline, and the search. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as addresses from '#shared/clients/address.contract.ts'
import * as cards from '#shared/clients/card.contract.ts'
import * as lists from '#shared/clients/client-list.contract.ts'
import * as consents from '#shared/clients/consent.contract.ts'
import * as exports from '#shared/clients/export.contract.ts'
import { readClientIndustries } from '#shared/clients/industry.contract.ts'
import * as merges from '#shared/clients/merge.contract.ts'
import * as notes from '#shared/clients/note.contract.ts'
import * as persons from '#shared/clients/person.contract.ts'
import * as priorities from '#shared/clients/priority.contract.ts'
import * as search from '#shared/clients/search.contract.ts'
import * as sources from '#shared/clients/source.contract.ts'
import * as tags from '#shared/clients/tag.contract.ts'
import * as timeline from '#shared/clients/timeline.contract.ts'
import { addAddress } from './add-address.ts'
import { addPerson } from './add-person.ts'
import { readConsents } from './consents/read-consents.ts'
import { recordConsent } from './consents/record-consent.ts'
import { createClient } from './create-client.ts'
import { editClient } from './edit-client.ts'
import { editPerson } from './edit-person.ts'
import { exportClients } from './export/export-clients.ts'
import { importRoutes } from './import/import.routes.ts'
import { listIndustries } from './industry.store.ts'
import { listClients } from './list-clients.ts'
import { dismissDuplicate } from './merge/dismiss-duplicate.ts'
import { findDuplicates } from './merge/find-duplicates.ts'
import { listDuplicates } from './merge/list-duplicates.ts'
import { mergeClients } from './merge/merge-clients.ts'
import { previewMerge } from './merge/preview-merge.ts'
import { readMerges } from './merge/read-merges.ts'
import { undoMerge } from './merge/undo-merge.ts'
import { readCard } from './read-card.ts'
import { readInteractionNotes, readNote } from './read-notes.ts'
import { readPriority } from './read-priority.ts'
import { readTimeline } from './read-timeline.ts'
import { removeAddress } from './remove-address.ts'
import { removePerson } from './remove-person.ts'
import { saveNote } from './save-note.ts'
import { type FindByClaimNumber, searchClients } from './search-clients.ts'
import { listSources } from './source.store.ts'
import { addTag } from './tags/add-tag.ts'
import { readTags } from './tags/read-tags.ts'
import { removeTag } from './tags/remove-tag.ts'

export type ClientHandlers = { findByClaimNumber: FindByClaimNumber }

/** @param handlers what rooms further on know and this one may ask */
export const clientRoutes = (platform: Platform, handlers: ClientHandlers): Route[] => [
  handle(search.searchClients, ({ query, actor }) =>
    searchClients(platform, actor, query, handlers.findByClaimNumber),
  ),
  handle(cards.createClient, ({ body, actor }) => createClient(platform, actor, body)),
  handle(cards.readCard, ({ params, actor }) => readCard(platform.db, actor, params.clientId)),
  handle(cards.editClient, ({ params, body, actor }) => editClient(platform, actor, params.clientId, body)),
  handle(persons.addPerson, ({ params, body, actor }) => addPerson(platform, actor, params.clientId, body)),
  handle(persons.editPerson, ({ params, body: { version, ...change }, actor }) =>
    editPerson(platform, actor, { ...params, version, change }),
  ),
  handle(persons.removePerson, ({ params, actor }) => removePerson(platform, actor, params)),
  handle(addresses.addAddress, ({ params, body, actor }) =>
    addAddress(platform, actor, params.clientId, body),
  ),
  handle(addresses.removeAddress, ({ params, actor }) => removeAddress(platform, actor, params)),
  handle(lists.listClients, ({ query, actor }) => listClients(platform.db, actor, query)),
  handle(exports.exportClients, ({ query, actor, response }) =>
    exportClients(platform, actor, query, response),
  ),
  handle(readClientIndustries, async () => ({ industries: await listIndustries(platform.db) })),
  handle(sources.readClientSources, async () => ({ sources: await listSources(platform.db) })),
  ...importRoutes(platform),
  handle(tags.readTags, ({ query }) => readTags(platform.db, query.search)),
  handle(tags.addTag, ({ params, body, actor }) => addTag(platform, actor, params.clientId, body.name)),
  handle(tags.removeTag, ({ params, actor }) => removeTag(platform, actor, params)),
  handle(consents.readConsents, ({ params, actor }) => readConsents(platform.db, actor, params.clientId)),
  handle(consents.recordConsent, ({ params, body, actor }) =>
    recordConsent(platform, actor, { ...params, ...body }),
  ),
  handle(merges.readDuplicates, ({ params, actor }) => findDuplicates(platform.db, actor, params.clientId)),
  handle(merges.listDuplicates, ({ actor }) => listDuplicates(platform.db, actor)),
  handle(merges.dismissDuplicate, ({ params, actor }) => dismissDuplicate(platform, actor, params)),
  handle(merges.previewMerge, ({ params, actor }) => previewMerge(platform, actor, params)),
  handle(merges.mergeClients, ({ params, body, actor }) =>
    mergeClients(platform, actor, { ...params, ...body }),
  ),
  handle(merges.readMerges, ({ params, actor }) => readMerges(platform.db, actor, params.clientId)),
  handle(merges.undoMerge, ({ params, actor }) => undoMerge(platform, actor, params)),
  handle(priorities.readPriority, ({ params, actor }) => readPriority(platform, actor, params.clientId)),
  handle(notes.saveNote, ({ params, body, actor }) => saveNote(platform, actor, { ...params, ...body })),
  handle(notes.readNote, ({ params, actor }) => readNote(platform.db, actor, params)),
  handle(notes.readInteractionNotes, ({ params, query, actor }) =>
    readInteractionNotes(platform.db, actor, { ...params, ...query }),
  ),
  handle(timeline.readTimeline, ({ params, query, actor }) =>
    readTimeline(platform.db, actor, { ...params, ...query }),
  ),
]
