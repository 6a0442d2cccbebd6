/** The files of letters to a client who is erased leave the storage; their words go by the places of identity. */
import type { Platform } from '#server/platform/platform.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import { withdrawLetters } from './letter.store.ts'
import { letterKey } from './make-letters.ts'

export const eraseLetters = async ({ db, config, clock }: Platform, claims: string[]): Promise<void> => {
  // First the word, so that none is made meanwhile; then the files, however often that has to be tried.
  const ids = await withdrawLetters(db, claims, clock.now())
  for (const id of ids) await storageOf(config).remove(letterKey(id))
}
