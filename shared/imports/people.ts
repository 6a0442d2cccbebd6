/** Users by what a file calls them: their name or their e-mail, which they sign in by. Pure; made once for many rows. */
import { folded } from './heads.ts'

export type UserFacts = { id: string; name: string; email: string }

export type People = {
  /** `null`: several of that name; undefined: nobody. */
  find(text: string): string | null | undefined
  /** Somebody of that name or address who works here no more. */
  isFormer(text: string): boolean
}

export const peopleOf = (users: readonly UserFacts[], former: readonly UserFacts[] = []): People => {
  const people = new Map<string, string | null>()
  for (const { id, name } of users) people.set(folded(name), people.has(folded(name)) ? null : id)
  for (const { id, email } of users) people.set(folded(email), id)
  const gone = new Set(former.flatMap(({ name, email }) => [folded(name), folded(email)]))
  return { find: (text) => people.get(folded(text)), isFormer: (text) => gone.has(folded(text)) }
}
