import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindOfText } from './attachment-kinds.ts'
import { dispositionOf, safeName } from './attachment-name.ts'

test.each([
  ['акт осмотра.PDF', 'application/pdf', 'акт осмотра.pdf'],
  ['../../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Windows\\system32\\a.png', 'image/png', 'a.png'],
  // Read from right to left it would end in .pdf.
  ['счёт\u202Efdp.exe', 'application/pdf', 'счётfdp.exe.pdf'],
  ['photo.html', 'image/png', 'photo.html.png'],
  ['a\u0000\r\nset-cookie: x.jpeg', 'image/jpeg', 'aset-cookie_ x.jpeg'],
  ['CON', 'text/plain', '_CON.txt'],
  ['...', 'image/png', 'file.png'],
  ['', 'image/png', 'file.png'],
  ['.bashrc', 'text/plain', 'bashrc.txt'],
  ['смета.XLS', 'application/x-cfb', 'смета.xls'],
])('%j of %s is called %j', (given, kind, name) => expect(safeName(given, kind)).toBe(name))

test('whatever the name, it is one line of at most 120 characters, no path, unturned, and stays itself', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 150 }),
    fc
      .array(fc.constantFrom('/', '\\', '..', '\u202E', '\u2066', '\u200B', 'а', '.', ' ', '\n', '👍', 'pdf'))
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(
      wild,
      fc.constantFrom('image/png', 'application/pdf', 'audio/ogg', 'text/plain'),
      (given, kind) => {
        const name = safeName(given, kind)
        expect([...name].length).toBeLessThanOrEqual(120)
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
        expect(name).not.toMatch(/^\.|^\s|^(con|nul)\./i)
        expect(safeName(name, kind)).toBe(name)
        const header = dispositionOf('attachment', name)
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[!-~]*$/)
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name)
      },
    ),
  )
})

test.each([
  ['Добрый день, прошу разобраться', 'text/plain'],
  ['a;b\n1 < 2;3', 'text/plain'],
  ['<!DOCTYPE html><p>', null],
  ['\uFEFF  <svg xmlns="http://www.w3.org/2000/svg">', null],
  ['сначала слова, потом <script>alert(1)</script>', null],
  ['\u0000\u0001binary', null],
  ['  ', null],
])('%j is %s', (text, kind) => expect(kindOfText(text)).toBe(kind))
