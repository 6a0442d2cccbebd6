/** Files as people bring them: a workbook that a spreadsheet program has written, and what is no table at all. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workbookOf, zipOf } from '../../../tests/harness/zip.ts'
import { guessReading, kindOfFile, openTable, readBeginning } from './open-table.ts'
import type { TableRow } from './table-row.ts'

const WORKBOOK = fileURLToPath(new URL('../../../tests/fixtures/clients.xlsx', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'perezvon-tables-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const put = async (bytes: Uint8Array | string): Promise<string> => {
  const file = path.join(folder, `${Math.random()}`)
  await writeFile(file, bytes)
  return file
}
const all = async (rows: AsyncIterable<TableRow>): Promise<TableRow[]> => {
  const read: TableRow[] = []
  for await (const row of rows) read.push(row)
  return read
}
/** As an upload does: kind and reading are guessed. */
const rowsOf = async (file: string): Promise<TableRow[]> => {
  const kind = await kindOfFile(file)
  const { reading } = await guessReading(file, kind)
  return all(openTable({ path: file, kind, reading }))
}

describe('a workbook', () => {
  test('is read row by row: dates, numbers as digits, values of formulas, texts in pieces', async () => {
    expect(await rowsOf(WORKBOOK)).toEqual([
      {
        line: 1,
        cells: ['Название', 'ИНН', 'Телефон', 'Почта', 'Договор от', 'Формула', 'Контактное лицо'],
      },
      {
        line: 2,
        cells: [
          'ООО «Мак»',
          '7707083893',
          '74957000021',
          'mak@example.test',
          '2026-02-03',
          '2',
          'Пётр Ильин',
        ],
      },
      { line: 4, cells: ['=Василёк', '', '+7 495 700-00-22', '', '', 'TRUE'] },
    ])
  })

  test('has sheets to choose from', async () => {
    const { reading, sheets } = await guessReading(WORKBOOK, 'xlsx', { sheet: 'Другой лист' })
    expect(sheets).toEqual(['Клиенты', 'Другой лист'])
    expect((await readBeginning({ path: WORKBOOK, kind: 'xlsx', reading })).heads).toEqual(['Name', 'Phone'])
  })
})

describe('is refused by what it is', () => {
  const book = 'xl/workbook.xml'
  const CELL = '<c t="str"><v>x</v></c>'
  const TWO = `<row>${CELL}</row>`.repeat(2)
  test.each<[string, () => Uint8Array | string, string]>([
    ['nothing', () => '', 'empty_file'],
    ['heads alone', () => 'Имя;Телефон\n\n', 'empty_file'],
    ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_excel'],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'not_a_table'],
    ['a zip of something else', () => zipOf([{ name: 'readme.txt', content: 'hello' }]), 'not_a_table'],
    [
      'a zip that is cut short',
      () => zipOf([{ name: book, content: '<workbook/>' }]).subarray(0, 40),
      'broken_file',
    ],
    [
      'a workbook that is no XML',
      () => zipOf([{ name: book, content: '<workbook><a></workbook>' }]),
      'broken_file',
    ],
    [
      'a part that tells of a huge size',
      () => zipOf([{ name: book, content: Buffer.alloc(9), told: 700_000_000 }]),
      'unpacks_too_large',
    ],
    [
      'a part that is larger than it tells',
      () => zipOf([{ name: book, content: Buffer.alloc(900_000), told: 9 }]),
      'broken_file',
    ],
    [
      'what a workbook says of itself at a great length',
      () => zipOf([{ name: book, content: `<workbook>${'<sheet/>'.repeat(2_200_000)}</workbook>` }]),
      'unpacks_too_large',
    ],
    [
      'a text without an end',
      () => workbookOf(`<row><c t="str"><v>${'x'.repeat(1_200_000)}</v></c></row>`),
      'broken_file',
    ],
    [
      'elements in each other without an end',
      () => workbookOf(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}${TWO}`),
      'broken_file',
    ],
    [
      'shared texts without number',
      () =>
        workbookOf(TWO, [
          { name: 'xl/sharedStrings.xml', content: `<sst>${'<si/>'.repeat(5_000_001)}</sst>` },
        ]),
      'unpacks_too_large',
    ],
    ['a row whose number is none', () => workbookOf(`<row r="x">${CELL}</row>`), 'broken_file'],
    [
      'a row of a number that there is not',
      () => workbookOf(`<row r="99999999999">${CELL}</row>`),
      'too_many_rows',
    ],
    ['two rows of one number', () => workbookOf(`<row r="1">${CELL}</row>`.repeat(2)), 'broken_file'],
    ['a quote that is never closed', () => `Имя;Телефон\n"Рома;1\n${'x'.repeat(1_100_000)}`, 'broken_file'],
    ['too many columns', () => `${'a;'.repeat(120)}b\n1\n`, 'too_many_columns'],
  ])('%s', async (_, bytes, fault) => {
    const file = await put(bytes())
    const read = async () => {
      const kind = await kindOfFile(file)
      const { reading } = await guessReading(file, kind)
      await readBeginning({ path: file, kind, reading })
    }
    await expect(read()).rejects.toMatchObject({ fault })
  })

  test('no workbook that is as it should be', async () => {
    const shared = { name: 'xl/sharedStrings.xml', content: '<sst><si/><si><t>y</t></si></sst>' }
    expect(
      await rowsOf(await put(workbookOf(`${TWO}<row r="9"><c t="s"><v>1</v></c></row>`, [shared]))),
    ).toEqual([
      { line: 1, cells: ['x'] },
      { line: 2, cells: ['x'] },
      { line: 9, cells: ['y'] },
    ])
  })

  test('a text that is not in the encoding that was chosen', async () => {
    const file = await put(Uint8Array.from([0xc8, 0xec, 0xff, 0x0a, 0x31]))
    const reading = { encoding: 'utf-8', delimiter: ';', sheet: null } as const
    const read = all(openTable({ path: file, kind: 'csv', reading }))
    await expect(read).rejects.toMatchObject({ fault: 'wrong_encoding' })
    expect(await rowsOf(file)).toEqual([
      { line: 1, cells: ['Имя'] },
      { line: 2, cells: ['1'] },
    ])
  })
})

test('lines are counted as a spreadsheet does; quotes by hand, NUL and half pairs are no hindrance', async () => {
  const file = await put('Имя;Город\n\nООО "Мак";Тула\n"две\nстроки";a\0b\n;;\nконец;\n')
  // A NUL at the beginning would be taken for no text at all.
  await expect(kindOfFile(file)).rejects.toMatchObject({ fault: 'not_a_table' })
  const reading = { encoding: 'utf-8', delimiter: ';', sheet: null } as const
  expect(await all(openTable({ path: file, kind: 'csv', reading }))).toEqual([
    { line: 1, cells: ['Имя', 'Город'] },
    { line: 3, cells: ['ООО "Мак"', 'Тула'] },
    { line: 4, cells: ['две\nстроки', 'ab'] },
    { line: 6, cells: ['конец'] },
  ])
})

test('a long text comes whole; one that no field takes is cut where its field refuses it', async () => {
  const [long, endless] = ['я'.repeat(8_000), 'я'.repeat(10_001)]
  const file = await put(`Суть;Ответ\n${long};${endless}\n`)
  const reading = { encoding: 'utf-8', delimiter: ';', sheet: null } as const
  const [, row] = await all(openTable({ path: file, kind: 'csv', reading }))
  expect(row?.cells.map(({ length }) => length)).toEqual([8_000, 10_000])
})
