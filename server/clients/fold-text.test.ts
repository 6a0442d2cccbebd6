import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { foldPlain } from '#shared/clients/fold-text.ts'
import { soundOf } from '#shared/clients/sound-text.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { foldText } from './search.store.ts'
import { soundText } from './sound.store.ts'

let own: TestDatabase
let db: Database
beforeAll(async () => {
  own = await createTestDatabase()
  db = openDatabase(own.url)
})
afterAll(async () => {
  await db.destroy()
  await own.drop()
})

test('what is folded here is folded as the database folds its columns', async () => {
  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
  const unit = fc.constantFrom(
    ...ascii,
    ...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 60 }), async (text) => {
      expect(foldPlain(text)).toBe(await foldText(db, text))
    }),
  )
})

test.each(['Müller', 'Łódź', '«Ромашка»', 'Київ', '№ 5', 'ﬁ', '東京'])(
  '%s is for the database to fold',
  (text) => {
    expect(foldPlain(text)).toBeNull()
  },
)

test('what is typed sounds as the database’s columns sound', async () => {
  const pieces = 'shch sch sh kh ph ck tz x w c ch ce ye yj q oo щ ц я ъ ь э ы ё й 11'.split(' ')
  const unit = fc.constantFrom(...pieces, ...'abcdehikoqstuwxyzабвгдежзийклмнопрстуфхцчшщыэюя ')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 30 }), async (text) => {
      const folded = await foldText(db, text)
      expect(soundOf(folded)).toBe(await soundText(db, folded))
    }),
  )
})
