import * as contract from '#shared/telephony/flow-versions.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { addFlow } from './add-flow.ts'
import { closeFlow } from './close-flow.ts'
import { type FlowHandlers, publishPlan, readFlow, readVersions, restoreVersion } from './edit-flow.ts'
import { activeFlows } from './flow.store.ts'

/** @param handlers what rooms further on know and this one may ask */
export const flowRoutes = (platform: Platform, handlers: FlowHandlers): Route[] => [
  handle(contract.listFlows, async () => ({ flows: await activeFlows(platform.db) })),
  handle(contract.readFlow, ({ params }) => readFlow(platform.db, handlers, params.code)),
  handle(contract.addFlow, ({ body, actor }) => addFlow(platform, handlers, { actor, ...body })),
  handle(contract.closeFlow, async ({ params, actor }) => {
    await closeFlow(platform, { actor, ...params })
    return undefined
  }),
  handle(contract.listFlowVersions, ({ params }) => readVersions(platform.db, params.code)),
  handle(contract.publishFlow, ({ params, body, actor }) =>
    publishPlan(platform, handlers, { actor, ...params, ...body }),
  ),
  handle(contract.restoreFlow, ({ params, body, actor }) =>
    restoreVersion(platform, handlers, { actor, ...params, ...body }),
  ),
]
