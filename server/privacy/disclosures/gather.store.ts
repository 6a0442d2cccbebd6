/**
 * SQL that gathers all that the hub keeps about a client, for the client. Of colleagues only the names they work under; of
 * other clients nothing. A table that identity-places.ts names stands here too, or says in the test why it does not.
 */
import type { Queryable } from '#server/platform/database.ts'
import type { SectionCode } from '#shared/privacy/disclosure-sections.ts'
import { theirs } from '#shared/privacy/theirs.ts'
import { typed, type Whose } from '../identity.store.ts'

export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>
export type Sections = { code: SectionCode; rows: Row[] }[]

const CONTACTS = `i.id in (${theirs.interactions})`

/** Where an attachment stands in the archive: names may be the same, ids are not. */
const FILE = `'attachments/' || c.number || '/' || right(f.id::text, 12) || ' ' || f.name`

/** Columns that end in `_at` are moments; the client's own words for the others: shared/privacy/disclosure-words.ts. */
const SECTIONS: Record<SectionCode, string> = {
  card: `select c.kind, c.name, m.name_ru as market, c.country, c.region, coalesce(i.name_ru, c.industry) as industry,
                coalesce(s.name_ru, c.source) as source, c.tax_number, c.language,
                u.name as manager, c.created_at, c.updated_at
           from clients c join markets m on m.id = c.market_id left join users u on u.id = c.manager_id
           left join client_industries i on i.code = c.industry left join client_sources s on s.code = c.source
          where c.id = any(:clients) order by c.merged_into nulls first, c.id`,
  persons: `select name, position, language, created_at, left_at from persons where client_id = any(:clients) order by id`,
  addresses: `select a.kind, a.value, a.label, p.name as person, a.created_at
                from addresses a left join persons p on p.id = a.person_id where a.client_id = any(:clients) order by a.id`,
  tags: `select t.name, ct.added_at from client_tags ct join tags t on t.id = ct.tag_id
          where ct.client_id = any(:clients) order by t.search`,
  consents: `select c.purpose, c.state, c.source, c.at as said_at, c.note, p.name as person, c.recorded_at
               from consents c left join persons p on p.id = c.person_id where c.client_id = any(:clients) order by c.at, c.id`,
  interactions: `select i.arrived_at, i.channel, i.direction, i.outcome, i.address, q.name_ru as queue, u.name as colleague,
                        i.answered_at, i.closed_at, d.name_ru as disposition, p.name as person
                   from interactions i left join queues q on q.id = i.queue_id left join users u on u.id = i.agent_id
                   left join dispositions d on d.id = i.disposition_id left join persons p on p.id = i.person_id
                  where ${CONTACTS} order by i.arrived_at, i.id`,
  calls: `select k.created_at, k.direction, k.caller, k.callee, k.address as network_address, k.ended_at
            from calls k join interactions i on i.call_id = k.id where ${CONTACTS} order by k.created_at, k.id`,
  notes: `select n.created_at, n.updated_at, n.text, u.name as colleague
            from notes n left join users u on u.id = n.author_id
           where n.id in (${theirs.notes})
          union all
          select v.edited_at, v.edited_at, v.text, u.name
            from note_versions v join notes n on n.id = v.note_id left join users u on u.id = v.edited_by
           where n.id in (${theirs.notes})
          union all
          select n.updated_at, n.updated_at, n.text, u.name
            from interaction_notes n join users u on u.id = n.author_id where n.interaction_id in (${theirs.interactions})
          union all
          select n.at, n.at, n.text, u.name
            from claim_notes n join users u on u.id = n.author_id where n.claim_id in (${theirs.claims})
          order by 1`,
  messages: `select m.at as happened_at, m.direction, m.state, v.address, m.text, u.name as colleague
               from messages m join conversations v on v.interaction_id = m.interaction_id
               left join users u on u.id = m.author_id where m.interaction_id in (${theirs.interactions}) order by m.at, m.id`,
  fields: `select f.name_ru as name, coalesce(
                    (select string_agg(o ->> 'nameRu', ', ') from jsonb_array_elements(f.options) o
                      where given.value @> (o -> 'id') or given.value = o -> 'id'), given.value #>> '{}') as given
             from (select custom from clients where id = any(:clients)
                   union all select custom from interactions where id in (${theirs.interactions})
                   union all select custom from claims where id in (${theirs.claims})
                   union all select custom from deals where id in (${theirs.deals})) as thing
            cross join jsonb_each(thing.custom) as given join custom_fields f on f.id::text = given.key
            order by f.thing, f.position`,
  claims: `select c.number, c.outer_number, g.name_ru as category, c.severity, c.state, c.opened_at, c.sent_at, c.presented_at,
                  c.description, c.findings, c.answer, c.grounds, c.remedy_sought, c.impact, c.immediate_action, c.invoice_number, c.order_number,
                  c.claimed_minor as amount_minor, c.currency, c.deadline_at, c.closed_at, u.name as colleague
             from claims c join claim_categories g on g.id = c.category_id left join users u on u.id = c.handler_id
            where c.client_id = any(:clients) order by c.opened_at, c.id`,
  compensations: `select c.number, o.kind, o.state, o.amount_minor, o.currency, o.proposed_at, o.reason, o.refusal, o.void_reason
                    from compensations o join claims c on c.id = o.claim_id
                   where c.client_id = any(:clients) order by o.proposed_at, o.id`,
  suggestions: `select s.number, s.title, s.state, v.said_at, case when v.author then s.description end as description, s.reason
                  from suggestion_votes v join suggestions s on s.id = v.suggestion_id
                 where v.client_id = any(:clients) order by v.said_at, v.id`,
  letters: `select l.number, c.number as claim, l.recipient, l.email, l.subject, l.body as text, l.registered_at, l.sent_at,
                   u.name as colleague
              from claim_letters l join claims c on c.id = l.claim_id left join users u on u.id = l.written_by
             where c.id in (${theirs.claims}) order by l.registered_at, l.id`,
  attachments: `select c.number as claim, f.name, f.kind as file_kind, f.bytes, f.sha256, f.added_at, ${FILE} as file
                  from claim_attachments f join claims c on c.id = f.claim_id
                 where f.state = 'ready' and c.id in (${theirs.claims}) order by f.added_at, f.id`,
  claimMessages: `select m.at as happened_at, c.number, m.direction, m.channel, m.address, m.text, u.name as colleague
                    from claim_messages m join claims c on c.id = m.claim_id left join users u on u.id = m.author_id
                   where c.client_id = any(:clients)
                  union all
                  select r.at, c.number, 'inbound', 'rating', null, concat_ws(': ', r.score, r.word), null
                    from claim_ratings r join claims c on c.id = r.claim_id where c.client_id = any(:clients)
                  union all
                  select l.made_at, c.number, 'outbound', 'link', null, null, u.name
                    from claim_links l join claims c on c.id = l.claim_id left join users u on u.id = l.made_by
                   where c.client_id = any(:clients)
                  order by 1`,
  deals: `select d.number, d.state, p.name_ru as product, d.quantity, d.amount_minor, d.currency, d.comment, d.opened_at,
                 d.closed_at, r.name_ru as refusal, u.name as colleague
            from deals d left join products p on p.id = d.product_id left join refusal_reasons r on r.id = d.refusal_reason_id
            left join users u on u.id = d.manager_id where d.client_id = any(:clients) order by d.opened_at, d.id`,
  tasks: `select t.number, t.kind, t.state, t.title, t.address, t.due_at, t.result, t.created_at, t.done_at, u.name as colleague
            from tasks t left join users u on u.id = t.owner_id
           where t.id in (${theirs.tasks}) order by t.created_at, t.id`,
  // A card that was parted again is another client's.
  merges: `select m.merged_at, case when m.merged_id = any(:clients) then c.name end as name, m.undone_at
             from client_merges m join clients c on c.id = m.merged_id
            where m.client_id = any(:clients) or m.merged_id = any(:clients) order by m.id`,
  holds: `select put_at, lifted_at from client_holds where client_id = any(:clients) order by id`,
  access: `select a.at as happened_at, a.action, a.outcome, u.name as colleague
             from audit a left join users u on u.id = a.actor_id
            where a.subject_id in (select unnest(:clients || :persons) union all (${theirs.interactions})
                                   union all (${theirs.recordings}))
            order by a.at, a.id`,
}

/** Names of lists and queues in the client's language. */
const inLanguage = (sql: string, language: 'ru' | 'en'): string =>
  sql
    .replaceAll(/\.name_ru\b/g, `.name_${language}`)
    .replaceAll('nameRu', language === 'ru' ? 'nameRu' : 'nameEn')

export const gatherSections = async (
  db: Queryable,
  whose: Whose,
  language: 'ru' | 'en',
): Promise<Sections> => {
  const sections: Sections = []
  for (const [code, sql] of Object.entries(SECTIONS)) {
    const { rows } = await db.raw<{ rows: Row[] }>(typed(inLanguage(sql, language)), { ...whose })
    sections.push({ code: code as SectionCode, rows })
  }
  return sections
}

export type KeptRecording = { id: string; path: string; started_at: number; duration_ms: number | null }

/** Those that are whole. */
export const gatherRecordings = async (db: Queryable, whose: Whose): Promise<KeptRecording[]> => {
  const { rows } = await db.raw<{ rows: KeptRecording[] }>(
    typed(`select r.id, r.path, r.started_at, r.duration_ms from recordings r
            where r.state in ('done', 'cut-off') and r.id in (${theirs.recordings}) order by r.started_at, r.id`),
    { ...whose },
  )
  return rows
}

export type KeptAttachment = { id: string; bytes: number; file: string }

/** Those that may be handed out; `file` is their place in the archive. */
export const gatherAttachments = async (db: Queryable, whose: Whose): Promise<KeptAttachment[]> => {
  const { rows } = await db.raw<{ rows: KeptAttachment[] }>(
    typed(`select f.id, f.bytes, ${FILE} as file from claim_attachments f join claims c on c.id = f.claim_id
            where f.state = 'ready' and c.id in (${theirs.claims}) order by f.added_at, f.id`),
    { ...whose },
  )
  return rows
}

export type Addressee = { name: string; language: 'ru' | 'en'; zone: string }

/** Whose file it is, and by whose clock its times are told. */
export const addresseeOf = async (db: Queryable, clientId: string): Promise<Addressee | undefined> =>
  db('clients')
    .join('markets', 'markets.id', 'clients.market_id')
    .where('clients.id', clientId)
    .first<Addressee | undefined>('clients.name', 'clients.language', 'markets.zone')

/** The tables that the file tells of, for the test that compares them with those that hold identity. */
export const gatheredTables = (): string[] => [
  'recordings',
  ...new Set(
    Object.values(SECTIONS).flatMap((sql) =>
      [...sql.matchAll(/\b(?:from|join) (\w+)/g)].map(([, name = '']) => name),
    ),
  ),
]
