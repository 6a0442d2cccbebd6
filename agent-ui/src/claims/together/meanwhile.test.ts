import { expect, test } from 'vitest'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { baseOf, meanwhileOf, readDraft } from './meanwhile.ts'

const details = { severity: 'normal', safety: null, complexity: null }
const page = (change: {
  version: number
  state?: string
  handler?: string
  findings?: string
  actors?: string[]
}) =>
  ({
    claim: {
      version: change.version,
      state: change.state ?? 'acknowledged',
      handler: change.handler ? { id: 'h', name: change.handler } : null,
    },
    details,
    findings: change.findings ?? null,
    answer: null,
    history: (change.actors ?? []).map((name) => ({ actor: { id: name, name } })),
  }) as unknown as ClaimPage

test('as long as the version stands, nothing has happened', () => {
  expect(meanwhileOf(baseOf(page({ version: 3 })), page({ version: 3, findings: 'x' }), 'Анна')).toBeNull()
})

test('each difference with what it was and is, and who made them', () => {
  const from = baseOf(page({ version: 3, handler: 'Анна', actors: ['Анна'] }))
  const now = page({
    version: 5,
    state: 'investigated',
    handler: 'Анна',
    findings: 'брак',
    actors: ['Анна', 'Борис', 'Борис'],
  })
  expect(meanwhileOf(from, now, 'Анна')).toEqual({
    differences: [
      { field: 'state', before: 'acknowledged', now: 'investigated' },
      { field: 'findings', before: '', now: 'брак' },
    ],
    by: ['Борис'],
  })
})

test('what the writer changed in the meantime is no news to them', () => {
  const from = baseOf(page({ version: 3, actors: ['Анна'] }))
  const now = page({ version: 4, handler: 'Борис', actors: ['Анна', 'Борис'] })
  expect(meanwhileOf(from, now, 'Борис')).toBeNull()
  expect(meanwhileOf(from, now, 'Анна')).not.toBeNull()
})

test('what was kept comes back; anything else is nothing', () => {
  const base = baseOf(page({ version: 3, handler: 'Анна' }))
  const draft = { form: { ...base.stood, answer: 'Заменим' }, base }
  expect(readDraft(JSON.stringify(draft))).toEqual(draft)
  for (const kept of ['', '{', 'null', '{"form":{},"base":{"version":"3"}}'])
    expect(readDraft(kept)).toBeNull()
})
