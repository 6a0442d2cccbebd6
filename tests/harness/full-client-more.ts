import { at, MARK, PHONE, text } from './full-client-words.ts'
import type { Hub } from './hub.ts'

/** Messages, fields that were added, and the file that the card came in. */
export const makeMore = async (
  hub: Hub,
  of: { id: string; claim: string; interaction: string },
): Promise<void> => {
  const { db } = hub.platform
  const conversation = { interaction_id: of.interaction, address: `+7${PHONE}`, number: '+74950000000' }
  await db('conversations').insert({ ...conversation, last_at: at() })
  const message = {
    interaction_id: of.interaction,
    direction: 'outbound',
    state: 'sent',
    at: at(),
    changed_at: at(),
  }
  const [{ id: messageId }] = await db('messages')
    .insert({ ...message, text: text('сообщение') })
    .returning('id')
  const payload = JSON.stringify({ messageId, attempt: 1 })
  await db('outbox').insert({
    kind: 'message.test',
    key: 'message:zuyd',
    state: 'done',
    payload,
    last_error: MARK,
  })
  const [letter] = await db('claim_letters')
    .insert({
      claim_id: of.claim,
      number: 'OUT-ZZ-2026-000001',
      language: 'ru',
      way: 'mail',
      recipient: text('кому'),
      email: 'zuyd.person@example.test',
      head: text('бланк'),
      subject: text('тема'),
      body: text('ответ клиенту'),
      state: 'failed',
      registered_at: at(),
      day: '2026-01-01',
      bytes: 1,
      sha256: '00',
      fault: text('отказ'),
    })
    .returning('id')
  await db('outbox').insert({
    kind: 'mail',
    key: `mail:claim-letter:${letter.id}:1`,
    state: 'dead',
    payload: JSON.stringify({
      to: MARK,
      subject: MARK,
      text: MARK,
      until: 0,
      secret: false,
      file: { name: MARK },
    }),
    last_error: MARK,
    result: JSON.stringify({ said: MARK }),
  })
  await db('claim_attachments').insert({
    claim_id: of.claim,
    state: 'removed',
    name: text('файл.png'),
    kind: 'image/png',
    bytes: 1,
    sha256: '00',
    origin: 'client',
    added_at: at(),
    removed_at: at(),
    removal_reason: text('не тот'),
    gone_at: at(),
  })
  const [{ id: claimMessage }] = await db('claim_messages')
    .insert({
      claim_id: of.claim,
      ...{ direction: 'inbound', channel: 'mail', text: text('слово'), at: at() },
      ...{ address: 'zuyd.person@example.test', mail_ref: '<1@zuyd.person.example.test>' },
    })
    .returning('id')
  const note = { claim_id: of.claim, author_id: hub.company.users.handler, at: at() }
  await db('claim_notes').insert({ ...note, text: text('заметка о претензии') })
  await db('claim_ratings').insert({ claim_id: of.claim, score: 2, word: text('оценка'), at: at() })
  await db('claim_links').insert({
    claim_id: of.claim,
    ...{ token_hash: Buffer.from(claimMessage), made_at: at(), expires_at: at() },
  })
  await db('consents')
    .where({ client_id: of.id })
    .update({ address: `+7${PHONE}` })
  for (const [thing, table] of [
    ['client', 'clients'],
    ['interaction', 'interactions'],
    ['claim', 'claims'],
    ['deal', 'deals'],
  ] as const) {
    const field = {
      thing,
      type: 'text',
      name_ru: 'Паспорт',
      name_en: 'Passport',
      personal: true,
      position: 1,
    }
    const [{ id }] = await db('custom_fields').insert(field).returning('id')
    const rows = db(table).where(table === 'clients' ? { id: of.id } : { client_id: of.id })
    await rows.update({ custom: JSON.stringify({ [id]: `${MARK} паспорт` }) })
  }
  const [{ id: import_id }] = await db('client_imports')
    .insert({
      ...{
        state: 'applied',
        file_name: 'clients.csv',
        file_kind: 'csv',
        bytes: 1,
        reading: '{}',
        headers: '[]',
      },
      ...{ samples: JSON.stringify([[MARK]]), columns: '[]', made_by: hub.company.users.administrator },
      ...{ made_at: at(), moved_at: at() },
    })
    .returning('id')
  const row = {
    import_id,
    cells: JSON.stringify([MARK]),
    card: JSON.stringify({ name: MARK }),
    keys: [MARK],
    staged_at: at(),
  }
  await db('client_import_rows').insert([
    { ...row, line: 2, card_id: of.id, filled: JSON.stringify({ of: MARK }) },
    { ...row, line: 3, suspects: JSON.stringify([{ clientId: of.id, name: MARK }]) },
    { ...row, line: 4, twin_line: 2 },
  ])
  const [{ id: claimFile }] = await db('claim_imports')
    .insert({
      ...{ state: 'applied', file_name: 'claims.csv', file_kind: 'csv', bytes: 1, reading: '{}' },
      ...{ headers: '[]', samples: JSON.stringify([[MARK]]), columns: '[]' },
      ...{ made_by: hub.company.users.administrator, made_at: at(), moved_at: at() },
    })
    .returning('id')
  const claimRow = {
    import_id: claimFile,
    cells: JSON.stringify([MARK]),
    claim: JSON.stringify({ description: MARK }),
    keys: [MARK],
    staged_at: at(),
  }
  await db('claim_import_rows').insert([
    { ...claimRow, line: 2, client_id: of.id },
    { ...claimRow, line: 3, claim_id: of.claim },
    { ...claimRow, line: 4, twin_line: 2 },
  ])
}
