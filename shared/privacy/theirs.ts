/**
 * What is of a client, as lists of keys: SQL over `:clients`, the card with all that is merged into it, `:persons`, its
 * contact persons, and `:addresses`, the phones that are nobody else's. For a contact person alone `:clients` is empty,
 * and only what is theirs is found. Unions, not "or": each part is found by its own index, however large the table is.
 */

/** Contacts are found also by a phone that nobody has been linked with. */
const interactions = `select id from interactions where client_id = any(:clients)
  union select id from interactions where person_id = any(:persons)
  union select id from interactions where client_id is null and address = any(:addresses)`
const calls = `select call_id from interactions where id in (${interactions}) and call_id is not null`
const claims = 'select id from claims where client_id = any(:clients)'
/** Of which the client is the author. */
const suggestions = `select suggestion_id from suggestion_votes where author and client_id = any(:clients)`
/** On whose cards such a suggestion's title stands: of all who wish it, also by one that was merged into it. */
const votes = `select v.id from suggestion_votes v join suggestions s on s.id = v.suggestion_id
  where coalesce(s.into_id, s.id) in (${suggestions})`
/** Tasks to tell the authors of such suggestions. */
const tellings = `select task_id from suggestion_votes where task_id is not null and id in (${votes})`
const deals = 'select id from deals where client_id = any(:clients)'
const tasks = `select id from tasks where client_id = any(:clients)
  union select id from tasks where interaction_id in (${interactions})
  union select id from tasks where client_id is null and address = any(:addresses)`
const notes = `select id from notes where client_id = any(:clients)
  union select id from notes where interaction_id in (${interactions})`
const recordings = `select id from recordings where call_id in (${calls})`
const messages = `select id from messages where interaction_id in (${interactions})`
/** Rows of files that brought the card in, or were thought to be the same. */
const namingRows = `select import_id, line from client_import_rows where card_id = any(:clients)
  union select r.import_id, r.line from client_import_rows r, jsonb_array_elements(r.suspects) as s
         where r.suspects is not null and (s ->> 'clientId')::uuid = any(:clients)`
/** And those that say the same as one of them. */
const importRows = `${namingRows}
  union select r.import_id, r.line from (${namingRows}) as named
          join client_import_rows r on r.import_id = named.import_id and r.twin_line = named.line`
/** Rows of files that claims of theirs came with, and those that are about the same claim. */
const namingClaims = `select import_id, line from claim_import_rows
         where client_id = any(:clients) or claim_id in (${claims})`
const claimImportRows = `${namingClaims}
  union select r.import_id, r.line from (${namingClaims}) as named
          join claim_import_rows r on r.import_id = named.import_id and r.twin_line = named.line`
const letter = "'mail:claim-escalated:' || c.id"
const ownLetter = "'mail:claim-letter:' || l.id"
const toClient = "'mail:claim-client:' || c.id"

export const theirs = {
  clients: 'select unnest(:clients)',
  interactions,
  calls,
  /** What a provider calls them. */
  callRefs: `select provider_ref from calls where id in (${calls})`,
  claims,
  suggestions,
  votes,
  tellings,
  deals,
  tasks,
  notes,
  recordings,
  messages,
  imports: `select distinct import_id from (${importRows}) as r`,
  /** Of an import, then of the row in it. */
  importRows: `select import_id || ':' || line from (${importRows}) as r`,
  claimImports: `select distinct import_id from (${claimImportRows}) as r`,
  claimImportRows: `select import_id || ':' || line from (${claimImportRows}) as r`,
  consents: `select id from consents where client_id = any(:clients)
    union select id from consents where person_id = any(:persons)`,
  /** Pages that notices lead to. */
  links: `select '/claims/' || id from claims where id in (${claims})
    union all select '/deals/' || id from deals where id in (${deals})
    union all select '/tasks/' || id from tasks where id in (${tasks} union ${tellings})
    union all select '/interactions/' || id from interactions where id in (${interactions})
    union all select '/clients/' || id from unnest(:clients) as id`,
  /** Keys of letters about the escalations of a claim, and of those to its client. */
  letters: `select o.key from claim_clocks c
      join outbox o on o.key >= ${letter} || ':' and o.key < ${letter} || ';' where c.claim_id in (${claims})
    union all select o.key from claims c
      join outbox o on o.key >= ${toClient} || ':' and o.key < ${toClient} || ';' where c.id in (${claims})`,
  /** Keys of the mail that letters to the client went by. */
  ownLetters: `select o.key from claim_letters l
      join outbox o on o.key >= ${ownLetter} || ':' and o.key < ${ownLetter} || ';' where l.claim_id in (${claims})`,
  /** All that the audit may speak of. */
  subjects: `select unnest(:clients || :persons) union all (${interactions}) union all (${recordings})
    union all (${claims}) union all (${deals}) union all (${tasks})`,
} as const
export type ListOfTheirs = keyof typeof theirs
