import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { StateTable } from '#shared/platform/state-table.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const files = execFileSync('git', ['ls-files', '-z', 'shared/**/*.state.ts'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '')

type Table = StateTable<string, string>
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'movesFrom' in value && 'initial' in value

const tables: [name: string, table: Table][] = []
for (const file of files) {
  const exported: Record<string, unknown> = await import(pathToFileURL(path.join(repository, file)).href)
  for (const [name, value] of Object.entries(exported)) {
    if (isTable(value)) tables.push([`${file} ${name}`, value])
  }
}

const reached = (table: Table): Set<string> => {
  const seen = new Set([table.initial])
  for (const from of seen) for (const move of table.movesFrom(from)) seen.add(table.next(from, move)!)
  return seen
}

test('every state file has a table', () => {
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) expect(tables.some(([name]) => name.startsWith(`${file} `))).toBe(true)
})

describe.each(tables)('%s', (_, table) => {
  test('every state can be come to from the initial one', () => {
    expect([...reached(table)].sort()).toEqual([...table.states].sort())
  })

  test('no move is listed twice from a state, and none is without a start', () => {
    for (const { from } of Object.values(table.moves)) {
      expect(from.length).toBeGreaterThan(0)
      expect(new Set(from).size).toBe(from.length)
    }
  })
})
