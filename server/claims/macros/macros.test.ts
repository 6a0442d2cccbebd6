/** Snippets and macros over the wire: whose they are, how a claim fills them, and that a macro does all of it or nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MacroStep } from '#shared/claims/macros/macro-steps.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'

let hub: Hub
let handler: Visitor
let supervisor: Visitor
let categoryId: string
let otherId: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  handler = await hub.as('handler')
  supervisor = await hub.as('supervisor')
  const kinds = await hub.platform
    .db('claim_categories')
    .where({ active: true })
    .orderBy('position')
    .pluck('id')
  ;[categoryId, otherId] = kinds
})
afterAll(() => hub.stop())

let last = 0
const next = (what: string): string => {
  last += 1
  return `${what}-${last}`
}
const snippet = async (who: Visitor, over: object = {}) => {
  const code = next('code')
  const form = { code, name: 'Имя', textRu: 'По претензии {{number}}.', textEn: '', shared: false }
  return (await who.post('/api/snippets', { ...form, ...over })).body
}
const macro = async (who: Visitor, steps: MacroStep[], over: object = {}) =>
  who.post('/api/macros', { name: next('macro'), steps, shared: false, ...over })
const openClaim = async (
  description = 'Погнутые листы',
): Promise<{ id: string; number: string; version: number }> =>
  (
    await handler.post('/api/claims', {
      clientId: hub.company.client.id,
      categoryId,
      severity: 'low',
      description,
    })
  ).body
const taken = async (description?: string) => {
  const { id, version, number } = await openClaim(description)
  await handler.post(`/api/claims/${id}/assign`, { handlerId: hub.company.users.handler, version })
  return { id, number, version: (await handler.get(`/api/claims/${id}`)).body.claim.version }
}
const move = (over: object): MacroStep => ({
  do: 'move',
  move: 'acknowledge',
  snippetId: null,
  remedy: null,
  ...over,
})

test('one’s own is one’s own; a shared one is everybody’s, and changed only by who prepares them', async () => {
  const own = await snippet(handler)
  const refused = await handler.post('/api/snippets', {
    code: 'all',
    name: 'x',
    textRu: 'x',
    textEn: '',
    shared: true,
  })
  expect(refused.status).toBe(403)
  const shared = await snippet(supervisor, { shared: true })
  const seen = async (who: Visitor) =>
    (await who.get('/api/snippets')).body.snippets.map(({ id }: { id: string }) => id)
  expect(await seen(supervisor)).not.toContain(own.id)
  expect(await seen(handler)).toEqual(expect.arrayContaining([own.id, shared.id]))
  const { id, editable, ...form } = shared
  expect((await handler.put(`/api/snippets/${id}`, form)).status).toBe(403)
  expect((await supervisor.put(`/api/snippets/${own.id}`, form)).status).toBe(404)
  const edited = await supervisor.put(`/api/snippets/${id}`, { ...form, name: 'Иначе' })
  expect(edited.body).toMatchObject({ name: 'Иначе', version: 2 })
  expect((await supervisor.put(`/api/snippets/${id}`, form)).error?.code).toBe('changed_meanwhile')
  await supervisor.post(`/api/snippets/${id}/restore`, { version: 2, restores: 1 })
  expect(
    (await supervisor.get('/api/snippets')).body.snippets.find((one: { id: string }) => one.id === id),
  ).toMatchObject({ name: 'Имя', version: 3 })
})

test('a code is one’s own once, and goes before the shared one; a field that is not known is refused', async () => {
  const shared = await snippet(supervisor, { shared: true, textRu: 'Общая' })
  const own = await snippet(handler, { code: shared.code, textRu: 'Своя' })
  const again = await handler.post('/api/snippets', {
    ...own,
    id: undefined,
    version: undefined,
    active: undefined,
    editable: undefined,
  })
  expect(again.error?.code).toBe('code_taken')
  const { id } = await openClaim()
  const filled = (await handler.get(`/api/claims/${id}/snippets`)).body.snippets
  expect(filled.filter(({ code }: { code: string }) => code === shared.code)).toMatchObject([{ id: own.id }])
  const unknown = await handler.post('/api/snippets', {
    code: 'Плохая',
    name: 'x',
    textRu: '{{salary}}',
    textEn: '',
    shared: false,
  })
  expect(unknown.error?.fields).toEqual({ textRu: 'template_unknown_field' })
  const words = { name: 'x', textRu: 'Текст', textEn: '', shared: false }
  const spaced = await handler.post('/api/snippets', { ...words, code: 'два слова' })
  expect(spaced.error?.fields).toEqual({ code: 'bad_short_code' })
})

test('a claim fills a snippet in each language that it has, and says what would be empty', async () => {
  const one = await snippet(handler, { textRu: 'По {{number}}: {{findings}}', textEn: 'On {{number}}.' })
  const { id, number } = await openClaim()
  const { snippets } = (await handler.get(`/api/claims/${id}/snippets`)).body
  expect(snippets.find((each: { id: string }) => each.id === one.id)).toMatchObject({
    ru: { text: `По ${number}: `, lacking: ['findings'] },
    en: { text: `On ${number}.`, lacking: [] },
  })
})

test('a client without a claim fills what asks for no claim, and is offered nothing else', async () => {
  const plain = await snippet(handler, { textRu: '{{client}}, добрый день!' })
  const ofClaim = await snippet(handler, { textRu: 'По {{number}}' })
  const { snippets } = (await handler.get(`/api/clients/${hub.company.client.id}/snippets`)).body
  const { name } = await hub.platform.db('clients').where({ id: hub.company.client.id }).first('name')
  expect(snippets.find(({ id }: { id: string }) => id === plain.id)?.ru.text).toBe(`${name}, добрый день!`)
  expect(snippets.map(({ id }: { id: string }) => id)).not.toContain(ofClaim.id)
})

test('all steps are made as by hand, in their order, and told on the timeline', async () => {
  const text = await snippet(handler)
  const steps: MacroStep[] = [
    { do: 'assign', handlerId: null },
    { do: 'category', categoryId: otherId },
    { do: 'severity', severity: 'normal' },
    { do: 'tag', name: 'По макросу' },
    { do: 'note', snippetId: text.id },
    move({}),
    move({ move: 'answer', snippetId: text.id }),
  ]
  const { id: macroId } = (await macro(handler, steps)).body
  const { id, number, version } = await openClaim()
  const answer = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(answer.body.claim).toMatchObject({
    state: 'communicated',
    severity: 'normal',
    category: { id: otherId },
    handler: { name: 'handler name' },
  })
  expect(answer.body.answer).toBe(`По претензии ${number}.`)
  const kinds = answer.body.history.map(({ kind }: { kind: string }) => kind)
  // Another kind and severity may have other deadlines.
  expect(kinds.filter((kind: string) => kind !== 'clock')).toEqual([
    'opened',
    'assigned',
    'edited',
    'edited',
    'moved',
    'moved',
    'macro',
  ])
  expect((await handler.get(`/api/claims/${id}/notes`)).body.notes[0].text).toBe(`По претензии ${number}.`)
  const late = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(late.error?.code).toBe('stale')
})

test('the first refused step ends it: which it was and what is missing is said, and nothing is half done', async () => {
  const text = await snippet(handler)
  const steps: MacroStep[] = [
    { do: 'severity', severity: 'critical' },
    { do: 'tag', name: 'Не останется' },
    move({}),
    move({ move: 'propose', snippetId: text.id, remedy: 'repair' }),
  ]
  const { id: macroId } = (await macro(handler, steps)).body
  const { id, version } = await taken()
  const before = (await handler.get(`/api/claims/${id}`)).body
  const refused = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(refused.error).toMatchObject({ code: 'invalid', facts: { step: 4, move: 'propose' } })
  expect(refused.error?.facts?.missing).toContain('findings')
  expect((await handler.get(`/api/claims/${id}`)).body).toEqual(before)
  expect((await handler.get(`/api/claims/${id}/tags`)).body.tags).toEqual([])
})

test('words that the claim would leave empty are not written by themselves, nor those of a snippet that is gone', async () => {
  const lacking = await snippet(handler, { textRu: 'Выводы: {{findings}}' })
  const { id: macroId } = (await macro(handler, [{ do: 'note', snippetId: lacking.id }])).body
  const { id, version } = await taken()
  const refused = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(refused.error).toMatchObject({ code: 'snippet_lacks', facts: { step: 1, fields: 'findings' } })
  const { id: _, editable, ...form } = lacking
  await handler.put(`/api/snippets/${lacking.id}`, { ...form, active: false })
  const gone = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(gone.error?.code).toBe('snippet_gone')
})

test('words that are too long once they are filled are refused for that, and nothing is half done', async () => {
  const text = await snippet(handler, { textRu: '{{description}} {{description}}' })
  const steps = [move({}), move({ move: 'answer', snippetId: text.id })]
  const { id: macroId } = (await macro(handler, steps)).body
  const { id, version } = await taken('я'.repeat(5_000))
  const before = (await handler.get(`/api/claims/${id}`)).body
  const refused = await handler.post(`/api/claims/${id}/macros`, { macroId, version })
  expect(refused.error).toMatchObject({ fields: { answer: 'too_big:8000' }, facts: { step: 2 } })
  expect((await handler.get(`/api/claims/${id}`)).body).toEqual(before)
})

test('a macro whose words are gone can be taken out of use, and not be brought back with them', async () => {
  const text = await snippet(handler)
  const { id, editable, ...form } = (await macro(handler, [move({}), { do: 'note', snippetId: text.id }]))
    .body
  const { id: _, editable: __, ...words } = text
  await handler.put(`/api/snippets/${text.id}`, { ...words, active: false })
  const named = await handler.put(`/api/macros/${id}`, { ...form, name: next('macro') })
  expect(named.error?.fields).toEqual({ 'steps.1.snippetId': 'snippet_not_for_all' })
  const unused = await handler.put(`/api/macros/${id}`, { ...form, active: false })
  expect(unused.body).toMatchObject({ active: false, version: 2 })
  const again = await handler.put(`/api/macros/${id}`, { ...form, version: 2 })
  expect(again.error?.fields).toEqual({ 'steps.1.snippetId': 'snippet_not_for_all' })
})

test('over many each claim has its own outcome', async () => {
  const { id: macroId } = (await macro(handler, [move({})])).body
  const [first, second] = [await taken(), await openClaim()]
  const { outcomes } = (
    await handler.post('/api/claim-deeds', {
      claims: [first, second].map(({ id, version }) => ({ id, version })),
      deed: { do: 'macro', macroId },
    })
  ).body
  expect(outcomes).toMatchObject([{ error: null }, { error: { code: 'invalid', facts: { step: 1 } } }])
})

test('what is everybody’s speaks no words of one’s own; a macro out of use is not run', async () => {
  const own = await snippet(supervisor)
  const refused = await macro(supervisor, [{ do: 'note', snippetId: own.id }], { shared: true })
  expect(refused.error?.fields).toEqual({ 'steps.0.snippetId': 'snippet_not_for_all' })
  expect((await macro(handler, [move({})], { shared: true })).status).toBe(403)
  const { body } = await macro(supervisor, [move({})], { shared: true })
  const { id, editable, ...form } = body
  expect((await handler.put(`/api/macros/${id}`, form)).status).toBe(403)
  await supervisor.put(`/api/macros/${id}`, { ...form, active: false })
  const claim = await taken()
  const unused = await handler.post(`/api/claims/${claim.id}/macros`, { macroId: id, version: claim.version })
  expect(unused.error?.fields).toEqual({ macroId: 'unknown' })
  const [, first] = (await supervisor.get(`/api/macros/${id}/versions`)).body.versions
  expect(first).toMatchObject({ version: 1, state: { active: true } })
})
