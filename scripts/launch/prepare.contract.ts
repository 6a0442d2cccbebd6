export type SignIn = { role: string; email: string; password: string }

/** What the database is to be made ready for; handed over as JSON in the first argument. */
export type PrepareRequest = {
  databaseUrl: string
  dataDir: string
  /** It is our own database, which nobody else uses. */
  embedded: boolean
  /** Fill an empty database with the demo company. */
  seed: boolean
  passwords: 'demo' | 'generated'
  /** Known passwords that the outside may now try: those still in use are replaced by generated ones. */
  renew: SignIn[]
}

export type PrepareMessage =
  | { kind: 'progress'; what: string }
  | { kind: 'refused'; sentence: string }
  | {
      kind: 'prepared'
      /** No user yet: somebody has to become the first administrator. */
      empty: boolean
      /** Present when the demo company was seeded, or passwords were replaced. */
      signIns?: SignIn[]
    }
