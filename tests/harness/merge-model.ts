/** What cards must look like through any sequence of edits, merges and partings: a model in memory, held to the tables. */
import fc from 'fast-check'
import { addAddress } from '#server/clients/add-address.ts'
import { editClient } from '#server/clients/edit-client.ts'
import { mergeClients } from '#server/clients/merge/merge-clients.ts'
import { undoMerge } from '#server/clients/merge/undo-merge.ts'
import { readCard } from '#server/clients/read-card.ts'
import { removeAddress } from '#server/clients/remove-address.ts'
import { addTag } from '#server/clients/tags/add-tag.ts'
import { removeTag } from '#server/clients/tags/remove-tag.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type CustomValue, customKey } from '#shared/organisation/custom-value.ts'
import type { SmallCompany } from './small-company.ts'
import type { TestPlatform } from './test-platform.ts'

const CARDS = 4
/** `added`: one that an administrator added, with several of a list for its value. */
const FIELDS = ['region', 'industry', 'added'] as const
const OPTIONS = [1, 2, 3].map((at) => `00000000-0000-7000-8000-00000000000${at}`)
type Field = (typeof FIELDS)[number]
const card = fc.nat(CARDS - 1)
const few = fc.nat(2)

export const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('edit' as const), card, field: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('phone' as const), card, which: few }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('no-phone' as const), card, which: few }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('tag' as const), card, which: few }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('no-tag' as const), card, which: few }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('note' as const), card }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('merge' as const), card, other: card, take: fc.nat(7) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('part' as const), which: fc.nat(9) }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

type Take = { merge: string; value: CustomValue | null }
type Card = {
  id: string
  into: number | null
  /** What was last typed, and what merges took over it since. */
  fields: Record<Field, { typed: CustomValue | null; takes: Take[] }>
  phones: Set<string>
  tags: Set<string>
  notes: number
}
type Merged = { id: string; into: number; other: number }
type Place = { platform: TestPlatform; company: SmallCompany; actor: Actor }
type World = Place & { addedId: string }

let made = 0

/** Runs the commands on fresh cards, parts what is left in the order given, and answers all that is not as it must be. */
export const runModel = async (place: Place, commands: Command[], pick: () => number): Promise<string[]> => {
  const world = { ...place, addedId: await addField(place) }
  const state = { cards: await freshCards(world), merges: [] as Merged[], faults: [] as string[] }
  for (const one of commands) {
    await carryOut(world, state, one)
    await compare(world, state, JSON.stringify(one))
  }
  while (state.merges.length > 0) {
    await part(world, state, pick() % state.merges.length)
    await compare(world, state, 'parting')
  }
  return state.faults
}
type State = { cards: Card[]; merges: Merged[]; faults: string[] }

const addField = async ({ company }: Place): Promise<string> => {
  const options = OPTIONS.map((id) => ({ id, nameRu: id, nameEn: id, archived: false }))
  const names = { name_ru: 'Марки', name_en: 'Grades' }
  const row = { thing: 'client', type: 'choices', ...names, options: JSON.stringify(options), position: 0 }
  return (await company.db('custom_fields').insert(row).returning('id'))[0].id
}

const freshCards = async ({ company }: World): Promise<Card[]> => {
  const rows = Array.from({ length: CARDS }, () => ({
    kind: 'company',
    name: `Модель ${++made}`,
    market_id: company.ids.ru,
  }))
  const ids = await company.db('clients').insert(rows).returning('id')
  const field = () => ({ typed: null, takes: [] as Take[] })
  return ids.map(({ id }) => ({
    id,
    into: null,
    fields: { region: field(), industry: field(), added: field() },
    phones: new Set<string>(),
    tags: new Set<string>(),
    notes: 0,
  }))
}

const standing = ({ cards }: State, at: number): number =>
  cards[at]!.into === null ? at : standing({ cards } as State, cards[at]!.into!)
const family = (state: State, root: number): Card[] =>
  state.cards.filter((_, at) => at === root || within(state, at, root))
const within = ({ cards }: State, at: number, root: number): boolean => {
  for (let up = cards[at]!.into; up !== null; up = cards[up]!.into) if (up === root) return true
  return false
}
const standsAs = ({ typed, takes }: Card['fields'][Field]): CustomValue | null =>
  (takes.at(-1) ?? { value: typed }).value

const carryOut = async (world: World, state: State, one: Command): Promise<void> => {
  const { platform, company, actor } = world
  if (one.does === 'part') {
    if (state.merges.length > 0) await part(world, state, one.which % state.merges.length)
    return
  }
  const at = standing(state, one.card)
  const card = state.cards[at]!
  const all = family(state, at)
  switch (one.does) {
    case 'edit': {
      const field = FIELDS[one.field]!
      const value = field === 'added' ? someOptions(++made) : `typed ${++made}`
      const { version } = await readCard(company.db, actor, card.id)
      const change = field === 'added' ? { custom: { [world.addedId]: value } } : { [field]: value }
      await editClient(platform, actor, card.id, { version, ...change })
      card.fields[field] = { typed: value, takes: [] }
      return
    }
    case 'phone': {
      const value = `+7495000000${one.which}`
      if (all.some(({ phones }) => phones.has(value))) return
      const typed = { kind: 'phone' as const, value, label: null, personId: null }
      await addAddress(platform, actor, card.id, typed)
      card.phones.add(value)
      return
    }
    case 'no-phone': {
      const value = `+7495000000${one.which}`
      const { addresses } = await readCard(company.db, actor, card.id)
      const found = addresses.find((address) => address.value === value)
      if (found) await removeAddress(platform, actor, { clientId: card.id, addressId: found.id })
      for (const { phones } of all) phones.delete(value)
      return
    }
    case 'tag': {
      const name = `tag ${one.which}`
      await addTag(platform, actor, card.id, name)
      if (!all.some(({ tags }) => tags.has(name))) card.tags.add(name)
      return
    }
    case 'no-tag': {
      const name = `tag ${one.which}`
      const found = (await readCard(company.db, actor, card.id)).tags.find((tag) => tag.name === name)
      if (found) await removeTag(platform, actor, { clientId: card.id, tagId: found.id })
      for (const { tags } of all) tags.delete(name)
      return
    }
    case 'note': {
      // By its own id, merged or not: as one does who opened the card before.
      await company.db('notes').insert({ client_id: state.cards[one.card]!.id, text: 'слово' })
      state.cards[one.card]!.notes += 1
      return
    }
    case 'merge':
      await merge(world, state, { at, other: standing(state, one.other), take: one.take })
  }
}

/** One at least: which, the number says. */
const someOptions = (number: number): string[] =>
  OPTIONS.filter((_, bit) => ((1 + (number % 7)) >> bit) % 2 === 1)

const merge = async (
  { platform, company, actor, addedId }: World,
  state: State,
  { at, other, take }: { at: number; other: number; take: number },
): Promise<void> => {
  if (at === other) return
  const [card, gone] = [state.cards[at]!, state.cards[other]!]
  const fields = FIELDS.filter((_, bit) => (take >> bit) % 2 === 1)
  const [{ version }, { version: otherVersion }] = [
    await readCard(company.db, actor, card.id),
    await readCard(company.db, actor, gone.id),
  ]
  const wish = {
    clientId: card.id,
    otherId: gone.id,
    version,
    otherVersion,
    take: fields.map((field) => (field === 'added' ? customKey(addedId) : field)),
  }
  const { id } = await mergeClients(platform, actor, wish)
  for (const field of fields) {
    const value = standsAs(gone.fields[field])
    if (JSON.stringify(value) !== JSON.stringify(standsAs(card.fields[field])))
      card.fields[field].takes.push({ merge: id, value })
  }
  gone.into = at
  state.merges.push({ id, into: at, other })
}

const part = async ({ platform, actor }: World, state: State, which: number): Promise<void> => {
  const [merged] = state.merges.splice(which, 1)
  const root = state.cards[standing(state, merged!.into)]!
  await undoMerge(platform, actor, { clientId: root.id, mergeId: merged!.id })
  state.cards[merged!.other]!.into = null
  const { fields } = state.cards[merged!.into]!
  for (const field of FIELDS) {
    fields[field].takes = fields[field].takes.filter((one) => one.merge !== merged!.id)
  }
}

/** Each standing card shows its own and its family's, once each; the fields are its own. */
const compare = async ({ company, actor, addedId }: World, state: State, after: string): Promise<void> => {
  for (const [at, card] of state.cards.entries()) {
    const shown = await readCard(company.db, actor, card.id)
    const told = (what: string, is: unknown, must: unknown) => {
      if (JSON.stringify(is) !== JSON.stringify(must))
        state.faults.push(`${after}: card ${at} ${what}: ${JSON.stringify(is)}, not ${JSON.stringify(must)}`)
    }
    told('stands', shown.mergedInto === null, card.into === null)
    for (const field of FIELDS) {
      const is = field === 'added' ? (shown.custom[addedId] ?? null) : shown[field]
      told(field, is, standsAs(card.fields[field]))
    }
    if (card.into !== null) continue
    const all = family(state, at)
    const union = (sets: Set<string>[]) => [...new Set(sets.flatMap((set) => [...set]))].sort()
    told('phones', shown.addresses.map(({ value }) => value).sort(), union(all.map(({ phones }) => phones)))
    told('tags', shown.tags.map(({ name }) => name).sort(), union(all.map(({ tags }) => tags)))
    const { n } = (await company.db('notes').where({ client_id: card.id }).count({ n: '*' }).first())!
    told(
      'notes',
      n,
      all.reduce((sum, { notes }) => sum + notes, 0),
    )
  }
}
