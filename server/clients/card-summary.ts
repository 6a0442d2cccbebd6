/** What an agent sees of a client before answering: who, whose, the last contacts, what is open. */
import type { Queryable } from '#server/platform/database.ts'
import type { CardSummary } from '#shared/clients/card.contract.ts'
import { timelineKinds } from '#shared/clients/timeline.contract.ts'
import { countOf, readHead } from './card.store.ts'
import { presentItem, presentManager, presentMarket } from './client.present.ts'
import { readEntries } from './timeline.store.ts'

const LAST_CONTACTS = 5

/** Null when there is no such client. The caller answers for the reader's right to see it. */
export const cardSummary = async (db: Queryable, clientId: string): Promise<CardSummary | null> => {
  const [head, counts, contacts] = await Promise.all([
    readHead(db, clientId),
    countOf(
      db,
      clientId,
      timelineKinds.map((kind) => ({ kind, reach: { kind: 'all' } })),
    ),
    readEntries(db, {
      clientId,
      visible: [{ kind: 'interaction', reach: { kind: 'all' } }],
      limit: LAST_CONTACTS,
    }),
  ])
  if (!head) return null
  return {
    clientId: head.id,
    name: head.name,
    kind: head.kind,
    provisional: head.provisional,
    language: head.language,
    market: presentMarket(head),
    manager: presentManager(head),
    lastContacts: contacts.map((row) => presentItem(row)),
    openClaims: counts.openClaims,
    openDeals: counts.openDeals,
    openTasks: counts.openTasks,
  }
}
