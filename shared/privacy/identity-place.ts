/** One place where the identity of a client lies. */
import type { ListOfTheirs } from './theirs.ts'

export type IdentityPlace = {
  table: string
  /** Whose rows: those whose `key`, as SQL over the row `t`, stands in this list; a key of several columns is a pair. */
  list: ListOfTheirs
  key: string
  /** Only these of them, as SQL. */
  only?: string
  /** Column → what it becomes, as SQL; `remove`: the whole row goes, as it tells of nothing else. */
  becomes: Record<string, string> | 'remove'
  /**
   * What people have typed: when one person of a company is erased, their name is masked in all of the company's. `text`: in
   * every column that is named here; `fields`: in the texts among the values of added fields; else under one key of a column,
   * as what stands beside it is codes.
   */
  typed?: 'text' | 'fields' | { column: string; key: string }
}
