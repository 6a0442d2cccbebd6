/** A few rooms behind the real gates, with the real sockets and log: for tests of who may come in. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { io, type Socket } from 'socket.io-client'
import {
  auditDeniedCommand,
  authenticateHeaders,
  cheapCost,
  createGatekeeper,
  createUser,
  flushAudit,
  hashPassword,
  identityReactions,
  identityRoutes,
  originAllowed,
  seedRoles,
} from '#server/identity/index.ts'
import { found, organisationRoutes } from '#server/organisation/index.ts'
import type { Config } from '#server/platform/config.ts'
import { inTransaction, openDatabase } from '#server/platform/database.ts'
import { errorExit } from '#server/platform/error-exit.ts'
import { logEnd, tailEvents } from '#server/platform/event-tail.ts'
import { mountRoutes, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { openSockets } from '#server/platform/sockets.ts'
import { createTestDatabase } from './database.ts'
import { type TestPlatform, testPlatform } from './test-platform.ts'
import { Visitor } from './visitor.ts'

export const PASSWORD = 'a long enough secret'

export type Doorway = Awaited<ReturnType<typeof openDoorway>>

const configOf = (given: Partial<Config>): Config =>
  ({
    SECRET_KEY: 'test-secret-of-this-hub',
    HOST: '127.0.0.1',
    PORT: 0,
    DEMO: false,
    MAIL_FROM: 'perezvon@example.test',
    PUBLIC_URL: 'https://hub.example.test',
    ...given,
  }) as Config

/** Another node on the same database is opened with `databaseUrl`. */
export const openDoorway = async (
  options: { routes?: (platform: Platform) => Route[]; config?: Partial<Config>; databaseUrl?: string } = {},
) => {
  const own = options.databaseUrl ? null : await createTestDatabase()
  const databaseUrl = options.databaseUrl ?? own!.url
  const db = openDatabase(databaseUrl, { max: 12 })
  const platform: TestPlatform = { ...testPlatform(db, Date.now()), config: configOf(options.config ?? {}) }
  const app = express().set('trust proxy', 1)
  const router = express.Router()
  app.use(express.json({ limit: '100kb' }))
  mountRoutes(
    router,
    [...identityRoutes(platform), ...organisationRoutes(platform), ...(options.routes?.(platform) ?? [])],
    createGatekeeper(platform),
  )
  app.use(router).use(errorExit(platform.log))
  const http = createServer(app)
  const sockets = openSockets({
    http,
    log: platform.log,
    authenticate: authenticateHeaders(platform),
    originAllowed: originAllowed(platform.config),
    onDenied: auditDeniedCommand(platform),
  })
  const reactions = identityReactions(platform, sockets)
  const tail = tailEvents({
    db,
    databaseUrl,
    from: await logEnd(db),
    log: platform.log,
    onEvents: reactions.onEvents,
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const lines: Socket[] = []

  return {
    url,
    databaseUrl,
    db,
    platform,
    sockets,
    reactions,
    visitor: (address?: string) => new Visitor(url, address),
    /** A live line with the visitor's session; not yet connected. */
    line: (visitor: Visitor, headers: Record<string, string> = {}): Socket => {
      const line = io(url, {
        transports: ['websocket'],
        reconnection: false,
        autoConnect: false,
        extraHeaders: { cookie: visitor.cookieHeader(), origin: url, ...headers },
      })
      lines.push(line)
      return line
    },
    stop: async () => {
      for (const line of lines) line.close()
      reactions.stop()
      await tail.stop()
      await sockets.stop()
      await flushAudit(platform)
      await db.destroy()
      await own?.drop()
    },
  }
}

/** Roles, one department and market, and a user of each named role whose e-mail is `<role>@example.test`. */
export const populate = async (
  platform: Platform,
  roles: string[],
): Promise<{ departmentId: string; marketId: string; calendarId: string; users: Record<string, string> }> => {
  const passwordHash = await hashPassword(PASSWORD, cheapCost)
  return inTransaction(platform.db, async (trx) => {
    await seedRoles(trx)
    const foundation = {
      language: 'ru' as const,
      market: { name: 'Россия', currency: 'RUB', zone: 'Europe/Moscow', defaultRegion: 'RU' },
      department: 'Продажи',
    }
    const place = await found(trx, foundation, platform.clock.now())
    const users: Record<string, string> = {}
    for (const role of roles) {
      users[role] = await createUser(trx, {
        email: `${role}@example.test`,
        name: role,
        passwordHash,
        language: 'ru',
        departmentId: place.departmentId,
        marketId: place.marketId,
        roles: [role],
      })
    }
    return { ...place, users }
  })
}
