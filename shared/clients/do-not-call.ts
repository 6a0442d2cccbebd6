/** Who has asked not to be called. Pure. */
import { type Consent, standingConsents } from './consent.contract.ts'

type Word = Pick<Consent, 'purpose' | 'state' | 'source' | 'personId' | 'address' | 'at' | 'recordedAt'>

/**
 * The word by which a phone is not to be called; null: it may be. A person's own last word counts before the client's.
 * @param personId whose phone it is; null: the client's own
 */
export const doNotCall = <W extends Word>(words: readonly W[], personId: string | null): W | null => {
  const standing = standingConsents(words.filter(({ purpose }) => purpose === 'calls'))
  const by = (giver: string | null) =>
    standing.find((word) => word.personId === giver && word.address === null)
  const word = (personId ? by(personId) : undefined) ?? by(null)
  return word?.state === 'withdrawn' ? word : null
}
