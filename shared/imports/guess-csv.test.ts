import { expect, test } from 'vitest'
import { guessDelimiter, markedEncoding } from './guess-csv.ts'

test.each([
  ['a;b;c\n1;2;3\n', ';'],
  ['a,b,c\n1,2,3\n', ','],
  ['a\tb\n1\t2\n', '\t'],
  ['Имя;Адрес\nРомашка;Тула, Ленина, 1, кв. 2\nЛютик;Тула, 5\n', ';'],
  ['"Имя, фамилия, отчество";Телефон\n"а, б, в";1\n', ';'],
  ['Имя\nРомашка\n', ';'],
])('%j is parted by %j', (text, delimiter) => expect(guessDelimiter(text)).toBe(delimiter))

test.each([
  [[0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
  [[0xff, 0xfe, 0x61, 0], 'utf-16le'],
  [[0x61], undefined],
])('%j is marked as %s', (bytes, encoding) => expect(markedEncoding(Uint8Array.from(bytes))).toBe(encoding))
