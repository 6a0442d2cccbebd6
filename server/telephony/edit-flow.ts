/** An administrator publishes a flow from its form, or brings an earlier version back. History is only added to. */
import { definitionOf, type FlowPlan, planOf } from '#shared/telephony/flow-plan.ts'
import type { FlowVersion, FlowView, TopicQueues } from '#shared/telephony/flow-versions.contract.ts'
import { audit, differingFields } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction, type Queryable, type Trx } from '../platform/database.ts'
import { conflict, invalid, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { flowOfVersion, lockFlow, type PublishedFlow, publishedFlow, versionsOfFlow } from './flow.store.ts'
import { saidIn } from './prompts/read-prompts.ts'
import { silentRefs } from './prompts/silent-refs.ts'
import { publishFlow } from './publish-flow.ts'

/** Handed in: telephony does not know the queues, which come after it. */
export type FlowHandlers = { topicQueues(db: Queryable): Promise<TopicQueues[]> }

const SHOWN_VERSIONS = 100

const present = (row: PublishedFlow): FlowVersion => ({
  version: row.version,
  plan: planOf(row.definition),
  publishedAt: row.created_at,
  publishedBy: row.author,
  restores: row.restores,
})

/** Throws 404. */
export const readFlow = async (db: Queryable, handlers: FlowHandlers, code: string): Promise<FlowView> => {
  const row = await publishedFlow(db, code)
  if (!row) throw notFound('flow', code)
  return { code, ...present(row), topics: await handlers.topicQueues(db) }
}

export const readVersions = async (db: Queryable, code: string): Promise<{ versions: FlowVersion[] }> => ({
  versions: (await versionsOfFlow(db, code, SHOWN_VERSIONS)).map(present),
})

type Editing = { actor: Actor; code: string; version: number }

/** Throws 409 `changed_meanwhile` with `current`; 422 at the field; 404. */
export const publishPlan = (
  platform: Platform,
  handlers: FlowHandlers,
  edit: Editing & { plan: FlowPlan },
): Promise<FlowView> =>
  inTransaction(platform.db, async (trx) => {
    await checkCurrent(trx, handlers, edit, edit.plan)
    const fields: Record<string, string> = {}
    const served = await servedTopics(trx, handlers)
    for (const [at, { topic }] of edit.plan.topics.entries())
      if (!served.has(topic)) fields[`plan.topics.${at}.topic`] = 'no_queue'
    Object.assign(fields, await silentPrompts(trx, edit.plan))
    if (Object.keys(fields).length > 0) throw invalid(fields)
    return publish(trx, platform, handlers, { ...edit, definition: definitionOf(edit.plan) })
  })

/** Throws 409 `changed_meanwhile`; 409 `unserved_topics`; 404 for a version there was not. */
export const restoreVersion = (
  platform: Platform,
  handlers: FlowHandlers,
  edit: Editing & { restores: number },
): Promise<FlowView> =>
  inTransaction(platform.db, async (trx) => {
    await checkCurrent(trx, handlers, edit, {})
    const old = await flowOfVersion(trx, edit.code, edit.restores)
    if (!old) throw notFound('flow', `${edit.code} ${edit.restores}`)
    const served = await servedTopics(trx, handlers)
    const lost = planOf(old.definition)?.topics.filter(({ topic }) => !served.has(topic)) ?? []
    if (lost.length > 0)
      throw conflict('unserved_topics', { topics: lost.map(({ topic }) => topic).join(', ') })
    const silent = await silentRefs(trx, saidIn(old.definition))
    if (silent.size > 0) throw conflict('prompt_silent', { prompts: [...silent].join(', ') })
    return publish(trx, platform, handlers, { ...edit, definition: old.definition })
  })

/** The fields of the plan whose prompts nobody could hear. */
const silentPrompts = async (trx: Trx, plan: FlowPlan): Promise<Record<string, string>> => {
  const { greeting, languagePrompts, topicPrompts, wrong } = plan
  const lists = { greeting, languagePrompts, topicPrompts, wrong }
  const silent = await silentRefs(trx, Object.values(lists).flat())
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, refs]) =>
      refs.flatMap((ref, at) => (silent.has(ref) ? [[`plan.${name}.${at}`, 'prompt_silent']] : [])),
    ),
  )
}

const servedTopics = async (trx: Trx, handlers: FlowHandlers): Promise<Set<string>> =>
  new Set((await handlers.topicQueues(trx)).map(({ topic }) => topic))

const checkCurrent = async (
  trx: Trx,
  handlers: FlowHandlers,
  { code, version }: Editing,
  sent: Partial<FlowPlan>,
): Promise<void> => {
  await lockFlow(trx, code)
  const current = await readFlow(trx, handlers, code)
  if (current.version === version) return
  throw conflict('changed_meanwhile', { current, fields: differingFields(current.plan ?? {}, sent) })
}

const publish = async (
  trx: Trx,
  platform: Platform,
  handlers: FlowHandlers,
  edit: Editing & { definition: Parameters<typeof publishFlow>[1]['definition']; restores?: number },
): Promise<FlowView> => {
  const { code, actor, definition, restores } = edit
  const at = platform.clock.now()
  const { id, version } = await publishFlow(trx, {
    code,
    definition,
    actorId: actor.userId,
    now: at,
    after: edit.version,
    ...(restores !== undefined && { restores }),
  })
  await audit(trx, {
    at,
    actorId: actor.userId,
    action: 'flow.publish',
    outcome: 'ok',
    subjectKind: 'flow',
    subjectId: id,
    data: { code, version, restores: restores ?? null },
  })
  return readFlow(trx, handlers, code)
}
