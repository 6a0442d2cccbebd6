/** No code reaches a reader: each that the hub stores, or the demo company brings, has words in both languages. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { awayReasons } from '#shared/agents/agent.contract.ts'
import { barriers, shownStates } from '#shared/channels/message.contract.ts'
import { attachmentStates } from '#shared/claims/attachments/attachment.state.ts'
import { claimFields, claimNeeds } from '#shared/claims/claim.policy.ts'
import { claimStates, closingGrounds, severities } from '#shared/claims/claim.state.ts'
import { remedies } from '#shared/claims/details/detail-codes.ts'
import { evidenceStates } from '#shared/claims/evidence/evidence.state.ts'
import { letterStates } from '#shared/claims/letters/letter.state.ts'
import { letterFields, templateFaults } from '#shared/claims/letters/letter-template.ts'
import { addressKinds } from '#shared/clients/address.contract.ts'
import { priorityFacts } from '#shared/clients/client-priority.ts'
import { consentPurposes, consentSources, consentStates } from '#shared/clients/consent.contract.ts'
import { duplicateReasons } from '#shared/clients/duplicate-score.ts'
import { importCounts } from '#shared/clients/import/import.contract.ts'
import { matchBy } from '#shared/clients/search.contract.ts'
import { timelineKinds } from '#shared/clients/timeline.contract.ts'
import { permissionNames } from '#shared/identity/permissions.ts'
import { fileFaults } from '#shared/imports/file-faults.ts'
import { importStates } from '#shared/imports/import.state.ts'
import { outcomes } from '#shared/interactions/interaction.state.ts'
import { declineReasons } from '#shared/routing/offer.contract.ts'
import { dealStates } from '#shared/sales/deal.state.ts'
import { resultCodes, taskCauses, taskKinds } from '#shared/tasks/task.contract.ts'
import { taskStates } from '#shared/tasks/task.state.ts'
import { messageFaults } from '#shared/telephony/message-port.contract.ts'
import * as demo from '../../scripts/demo/names.data.ts'

type Tree = { [key: string]: string | Tree }
/** By a computed path: the types of these tests know no browser. */
const wordsOf = async (room: string, language: 'ru' | 'en'): Promise<Tree> => {
  const file = fileURLToPath(new URL(`../../agent-ui/src/${room}.${language}.ts`, import.meta.url))
  const exported = Object.values((await import(file)) as Record<string, Tree>)
  return Object.assign({}, ...exported) as Tree
}
const at = (words: Tree, path: string): unknown =>
  path === ''
    ? words
    : path.split('.').reduce<unknown>((tree, key) => (tree as Tree | undefined)?.[key], words)

const roomOf = (permission: string): string => permission.split('.')[0] ?? permission

/** Where the screens look a code up, and every code that may come. */
const TABLES: [what: string, room: string, path: string, codes: readonly string[]][] = [
  ['outcomes of interactions', 'clients/clients', 'outcomes', outcomes],
  ['kinds of addresses', 'clients/clients', 'kindsOfAddress', addressKinds],
  ['hints of addresses', 'clients/clients', 'addressHints', addressKinds],
  ['purposes of consents', 'clients/clients', 'consents.purposes', consentPurposes],
  ['states of consents', 'clients/clients', 'consents.states', consentStates],
  ['sources of consents', 'clients/clients', 'consents.sources', consentSources],
  ['reasons of duplicates', 'clients/clients', 'duplicates.reasons', duplicateReasons],
  ['facts of priority', 'clients/clients', 'priority.facts', priorityFacts],
  ['ways to find a client', 'clients/clients', 'search.by', matchBy.options],
  ['states of imports', 'imports/imports', 'states', importStates.states],
  ['counts of imports', 'clients/import/import', 'counts', importCounts],
  ['faults of files', 'platform/platform', 'fields', fileFaults],
  ['kinds of the timeline', 'clients/clients', 'timeline.kinds', timelineKinds],
  ['states of claims', 'claims/claims', 'states', claimStates.states],
  ['moves of claims', 'claims/claims', 'moves', Object.keys(claimStates.moves)],
  ['states of attachments', 'claims/attachments/attachments', 'states', attachmentStates.states],
  ['states of letters', 'claims/letters/letters', 'states', letterStates.states],
  ['fields of letters', 'claims/letters/letters', 'fields', letterFields],
  ['faults of templates', 'platform/platform', 'fields', templateFaults],
  ['states of evidence packs', 'claims/evidence/evidence', 'states', evidenceStates.states],
  ['severities', 'claims/claims', 'severities', severities],
  ['needs of moves', 'claims/claims', 'needs', claimNeeds],
  ['fields of moves', 'claims/details/details', 'fields', claimFields],
  ['remedies', 'claims/details/details', 'remedies', remedies],
  ['grounds of closing', 'claims/claims', 'closingGrounds', closingGrounds],
  ['stages of deals', 'sales/sales', 'stages', dealStates.states],
  ['moves of deals', 'sales/sales', 'moves', Object.keys(dealStates.moves)],
  ['barriers before messages', 'platform/platform', 'errors', barriers],
  ['states of messages', 'channels/channels', 'states', shownStates],
  ['faults of messages', 'channels/channels', 'faults', messageFaults],
  ['kinds of tasks', 'tasks/tasks', 'kinds', taskKinds],
  ['causes of tasks', 'tasks/tasks', 'causes', taskCauses],
  ['states of tasks', 'tasks/tasks', 'states', taskStates.states],
  ['results of tasks', 'tasks/tasks', 'results', resultCodes],
  ['moves of claims in the bell', 'tasks/bell/bell', 'moves', Object.keys(claimStates.moves)],
  ['groups of permissions', 'identity/administration', 'roles.groups', permissionNames.map(roomOf)],
  ['reasons of being away', 'desk/desk', 'reasons', awayReasons],
  ['reasons to decline', 'desk/desk', 'offer.decline_reasons', declineReasons],
]

describe.each(['ru', 'en'] as const)('words in %s', (language) => {
  it.each(TABLES)('for all %s', async (_, room, path, codes) => {
    const words = await wordsOf(room, language)
    expect(codes.length).toBeGreaterThan(0)
    const wordless = codes.filter((code) => typeof (at(words, path) as Tree | undefined)?.[code] !== 'string')
    expect(wordless).toEqual([])
  })

  it('for every notice that the server tells', async () => {
    const told = execFileSync('git', ['ls-files', 'server/*.ts'], { encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '' && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8')
        if (!/\btellUsers?\(/.test(text)) return []
        return [...text.matchAll(/'((?:task|claim|deal|client|interaction)-[a-z-]+)'/g)].map(
          ([, kind]) => kind,
        )
      })
    expect(told.length).toBeGreaterThan(4)
    const kinds = at(await wordsOf('tasks/bell/bell', language), 'kinds') as Tree
    expect(told.filter((kind) => typeof kinds[kind ?? ''] !== 'string')).toEqual([])
  })

  it('for every deed that is told to the audit', async () => {
    const told = execFileSync('git', ['ls-files', 'server/*.ts'], { encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '' && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8')
        if (!/\baudit(Later)?\(/.test(text)) return []
        return [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, code = '']) => code)
      })
      // A file that tells a deed may ask for a permission as well.
      .filter((code) => !(permissionNames as string[]).includes(code))
    expect(told.length).toBeGreaterThan(30)
    const deeds = at(await wordsOf('identity/administration', language), 'audit.actions') as Tree
    expect(told.filter((code) => typeof deeds[code.replace('.', '_')] !== 'string')).toEqual([])
  })
})

it('knows every industry and source of the demo company', () => {
  const codesOf = (list: readonly (readonly [string, number])[]) => list.map(([code]) => code)
  // Lists that are kept: the hub begins with these, each with its names.
  const seeded = (file: string) =>
    [...readFileSync(file, 'utf8').matchAll(/^ {2}\('([a-z-]+)', '[^']+', '[^']+', \d+\)/gm)].map(
      ([, code]) => code,
    )
  const industries = seeded('migrations/0177-client-industries.sql')
  const sources = seeded('migrations/0109-client-sources.sql')
  expect(codesOf(demo.industries).filter((code) => !industries.includes(code))).toEqual([])
  expect(codesOf(demo.sources).filter((code) => !sources.includes(code))).toEqual([])
})

it('knows the country of every client of the demo company', () => {
  const names = new Intl.DisplayNames('ru', { type: 'region', fallback: 'none' })
  expect(Object.keys(demo.foreign).filter((code) => !names.of(code))).toEqual([])
})
