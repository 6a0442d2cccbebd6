/** What a guardian is asked to keep alive; handed over as JSON in its first argument. */
export type GuardianRequest = {
  /** Folder of the clusters, their logs and their secrets. */
  dir: string
  /** Where binaries are unpacked; kept from run to run. */
  partsDir: string
  parts: PartName[]
  /** Redis databases to offer: tests use one for each file. */
  redisDatabases: number
  /** Speed instead of durability, and the folder is deleted at the end: tests only. */
  throwAway: boolean
}

export type PartName = 'postgres' | 'redis'

/** What a guardian tells its parent. */
export type GuardianMessage =
  | { kind: 'progress'; what: string }
  | { kind: 'ready'; databaseUrl?: string; redisUrl?: string }
  | { kind: 'refused'; sentence: string }
  | { kind: 'died'; part: PartName; pid: number }
  | { kind: 'restarted'; part: PartName; pid: number }
