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

const UNSAFE = /[/\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\.|^\s|^(con|nul)\./iu
const HEADER = /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[!-~]*$/

/** What is wrong with a name that was made safe; null when nothing is. */
const faultOf = (name: string, kind: string): string | null => {
  if ([...name].length > 120) return 'too long'
  if (UNSAFE.test(name)) return 'unsafe'
  if (safeName(name, kind) !== name) return 'changes again'
  const header = dispositionOf('attachment', name)
  if (!HEADER.test(header)) return 'no header'
  return decodeURIComponent(header.split("UTF-8''")[1] ?? '') === name ? null : 'another name in the header'
}

test('whatever the name, it is one line of at most 120 characters, no path, unturned, and stays itself', () => {
  const signs = ['/', '\\', '..', '\u202E', '\u2066', '\u200B', 'а', '.', ' ', '\n', '👍', 'pdf']
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map((all) => all.join('')),
  )
  const kinds = fc.constantFrom('image/png', 'application/pdf', 'audio/ogg', 'text/plain')
  fc.assert(
    fc.property(wild, kinds, (given, kind) => {
      const fault = faultOf(safeName(given, kind), kind)
      if (fault) throw new Error(fault)
    }),
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
