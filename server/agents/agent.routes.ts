import { changePresence, choosePresence as chooseEndpoint, myDay } from '#shared/agents/agent.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { readPresence } from './agent.present.ts'
import { choosePresence } from './choose-presence.ts'
import { readMyDay } from './read-my-day.ts'

export const agentRoutes = (platform: Platform): Route[] => [
  handle(chooseEndpoint, async ({ body, actor }) => {
    await choosePresence(platform, {
      userId: actor.userId,
      byId: actor.userId,
      chosen: body.chosen,
      reason: body.chosen === 'away' ? (body.reason ?? null) : null,
      next: body.next,
    })
    return readPresence(platform.db, actor.userId, platform.clock.now())
  }),
  handle(changePresence, async ({ params, body, actor }) => {
    await choosePresence(platform, {
      userId: params.userId,
      byId: actor.userId,
      chosen: body.chosen,
      reason: body.chosen === 'away' ? (body.reason ?? null) : null,
      next: body.next,
    })
    return readPresence(platform.db, params.userId, platform.clock.now())
  }),
  handle(myDay, ({ actor }) => readMyDay(platform, actor.userId)),
]
