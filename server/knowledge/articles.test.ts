/** The knowledge base over the wire: who writes and who reads, what is found and proposed, what helps, what is lacking. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Article, NewArticle } from '#shared/knowledge/article.contract.ts'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'

let hub: Hub
let lead: Visitor
let handler: Visitor
let categories: string[]
let product: { id: string; group_id: string }
beforeAll(async () => {
  hub = await startHub({ worker: false })
  lead = await hub.as('supervisor')
  handler = await hub.as('handler')
  const { db } = hub.platform
  categories = await db('claim_categories').where({ active: true }).orderBy('position').pluck('id')
  const named = (code: string) => ({ code, name_ru: code, name_en: code })
  const [group] = await db('product_groups').insert(named('rolled')).returning('id')
  const products = [named('sheet'), named('beam')].map((one) => ({ ...one, group_id: group.id }))
  const made = await db('products').insert(products).returning(['id', 'group_id'])
  product = made[0]
})
afterAll(() => hub.stop())

const form = (over: Partial<NewArticle> = {}): NewArticle => ({
  titleRu: 'Как вернуть погнутые листы',
  textRu: 'Составьте акт и приложите фотографии.',
  titleEn: '',
  textEn: '',
  categoryId: categories[0] ?? null,
  topic: null,
  productId: null,
  groupId: null,
  ...over,
})
const write = async (over: Partial<NewArticle> = {}): Promise<Article> =>
  (await lead.post('/api/articles', form(over))).body
const publish = async (over: Partial<NewArticle> = {}): Promise<Article> => {
  const { id, version } = await write(over)
  return (await lead.post(`/api/articles/${id}/moves`, { move: 'publish', version })).body
}
const found = async (who: Visitor, query: string): Promise<string[]> =>
  (await who.get(`/api/articles?${query}`)).body.articles.map(({ id }: Article) => id)
const openClaim = async (
  categoryId: string | undefined,
  productId: string | null = null,
): Promise<string> => {
  const claim = {
    clientId: hub.company.client.id,
    severity: 'low',
    description: 'листы',
    categoryId,
    productId,
  }
  return (await handler.post('/api/claims', claim)).body.id
}
const proposed = async (query: string): Promise<string[]> =>
  (await handler.get(`/api/article-proposals?${query}`)).body.articles.map(({ id }: Article) => id)

test('a draft is seen by who writes alone; published it is everybody’s, withdrawn nobody’s', async () => {
  const { id, state, version } = await write()
  expect([state, version]).toEqual(['draft', 1])
  expect((await handler.get(`/api/articles/${id}`)).status).toBe(404)
  expect(await found(handler, 'state=any')).not.toContain(id)
  expect((await handler.post(`/api/articles/${id}/moves`, { move: 'publish', version })).status).toBe(403)
  const published = (await lead.post(`/api/articles/${id}/moves`, { move: 'publish', version })).body
  expect(published).toMatchObject({ state: 'published', reviewedBy: { name: 'supervisor name' } })
  expect((await handler.get(`/api/articles/${id}`)).body).toMatchObject({ moves: [], mayWrite: false })
  const again = await lead.post(`/api/articles/${id}/moves`, { move: 'publish', version: 2 })
  expect(again.error?.code).toBe('move_not_allowed')
  const late = await lead.post(`/api/articles/${id}/moves`, { move: 'withdraw', version: 1 })
  expect(late.error?.code).toBe('stale')
  await lead.post(`/api/articles/${id}/moves`, { move: 'withdraw', version: 2 })
  expect((await handler.get(`/api/articles/${id}`)).status).toBe(404)
  const kinds = await hub.platform.db('events').where({ subject_id: id }).orderBy('id').pluck('kind')
  expect(kinds).toEqual(['article.written', 'article.moved', 'article.moved'])
})

test('words are found in another form, in either language, with the place where they stand', async () => {
  const { id } = await publish({ titleEn: 'Returning bent sheets', textEn: 'Write a report of the damages.' })
  expect(await found(handler, `search=${encodeURIComponent('погнутым листам')}`)).toContain(id)
  expect(await found(handler, 'search=report%20damage')).toContain(id)
  expect(await found(handler, `search=${encodeURIComponent('цемент')}`)).not.toContain(id)
  const { articles } = (await handler.get(`/api/articles?search=${encodeURIComponent('фотографией')}`)).body
  const hits = articles[0].found.filter(({ hit }: { hit: boolean }) => hit)
  expect(hits).toEqual([{ text: 'фотографии', hit: true }])
})

test.each<[string, () => Partial<NewArticle>, string]>([
  ['a text without a title', () => ({ titleRu: '' }), 'titleRu'],
  ['a title without a text', () => ({ titleEn: 'Title' }), 'textEn'],
  ['no language at all', () => ({ titleRu: '', textRu: '' }), 'titleRu'],
  ['no topic', () => ({ categoryId: null }), 'categoryId'],
  ['a kind of claims that is not there', () => ({ categoryId: product.id }), 'categoryId'],
  ['a product and a group', () => ({ productId: product.id, groupId: product.group_id }), 'groupId'],
])('%s is refused', async (_, over, field) => {
  const refused = await lead.post('/api/articles', form(over()))
  expect([refused.status, Object.keys(refused.error?.fields ?? {})]).toEqual([422, [field]])
})

test('of two who edit the second is shown the first’s; a former state is brought back', async () => {
  const { id, version } = await write()
  const edit = (over: Partial<NewArticle>, seen: number) =>
    lead.put(`/api/articles/${id}`, { ...form(over), version: seen })
  expect((await edit({ textRu: 'Иначе.' }, version)).body.version).toBe(2)
  const second = await edit({ textRu: 'Ещё иначе.' }, version)
  expect(second.error).toMatchObject({ code: 'changed_meanwhile', facts: { fields: ['textRu'] } })
  await lead.post(`/api/articles/${id}/restore`, { version: 2, restores: 1 })
  const { body } = await lead.get(`/api/articles/${id}`)
  expect([body.textRu, body.version]).toEqual([form().textRu, 3])
})

test('a claim is proposed what is of its kind and product first, and nothing of another product', async () => {
  const [, second] = categories
  const other = await hub.platform.db('products').whereNot({ id: product.id }).first('id')
  const general = await publish({ categoryId: second as string })
  const ofGroup = await publish({ categoryId: second as string, groupId: product.group_id })
  const own = await publish({ categoryId: second as string, productId: product.id })
  const foreign = await publish({ categoryId: second as string, productId: other.id, titleRu: 'Про балки' })
  const claim = await openClaim(second, product.id)
  expect(await proposed(`claim=${claim}`)).toEqual([own.id, ofGroup.id, general.id])
  expect(await proposed(`claim=${claim}&search=${encodeURIComponent('балка')}`)).toEqual([foreign.id])
  expect((await handler.get(`/api/article-proposals?claim=${product.id}`)).status).toBe(404)
})

test('a contact is proposed what is of its topic', async () => {
  const { id } = await publish({ categoryId: null, topic: 'delivery' })
  expect(await proposed('topic=delivery')).toEqual([id])
})

test('an article that helped is told on the claim’s timeline once, and counted', async () => {
  const { id } = await publish({ titleEn: 'Bent sheets', textEn: 'Write a report.' })
  const draft = await write()
  const claim = await openClaim(categories[0])
  const use = (articleId: string) =>
    handler.post(`/api/claims/${claim}/articles`, { articleId, language: 'en' })
  expect((await use(id)).status).toBe(204)
  expect((await use(id)).status).toBe(204)
  expect((await use(draft.id)).error?.fields).toEqual({ articleId: 'unknown' })
  const { history } = (await handler.get(`/api/claims/${claim}`)).body
  const lines = history.filter(({ kind }: { kind: string }) => kind === 'article')
  expect(lines).toMatchObject([{ about: { name: 'Bent sheets', to: id }, actor: { name: 'handler name' } }])
  expect((await handler.get(`/api/articles/${id}`)).body.uses).toBe(1)
  const agent = await hub.as('agent')
  const refused = await agent.post(`/api/claims/${claim}/articles`, { articleId: id, language: 'ru' })
  expect(refused.status).toBe(403)
})

test('a topic is lacking until an article on it is published in both languages; contacts and claims weigh it', async () => {
  const { db } = hub.platform
  const third = categories[2] as string
  const gap = async () => {
    const { gaps } = (await lead.get('/api/article-gaps')).body
    return gaps.find((one: { category: { id: string } | null }) => one.category?.id === third)
  }
  const claim = await openClaim(third)
  const at = (days: number) => new Date(hub.clock.now() - days * 86_400_000)
  const contact = (days: number) => ({
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    topic: 'scales',
    arrived_at: at(days),
  })
  const [call] = await db('interactions')
    .insert([contact(1), contact(89), contact(91)])
    .returning('id')
  await db('claims').where({ id: claim }).update({ interaction_id: call.id })
  await write({ categoryId: third })
  expect(await gap()).toMatchObject({ contacts: 1, claims: 1, lacking: ['ru', 'en'] })
  const { gaps } = (await lead.get('/api/article-gaps')).body
  expect(gaps.find((one: { topic: string }) => one.topic === 'scales')).toMatchObject({
    contacts: 2,
    claims: 1,
  })
  await publish({ categoryId: third })
  expect(await gap()).toMatchObject({ lacking: ['en'] })
  await publish({ categoryId: third, titleEn: 'In English', textEn: 'Too.' })
  expect(await gap()).toBeUndefined()
  expect((await handler.get('/api/article-gaps')).status).toBe(403)
})
