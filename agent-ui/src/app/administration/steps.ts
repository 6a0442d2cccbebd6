/** What stands between an empty hub and the first answered call; each step done or not, by what is set up. Pure. */
import type { QueueBrief } from '#shared/routing/queue.contract.ts'
import type { FlowView } from '#shared/telephony/flow-versions.contract.ts'

export type SetUp = {
  /** Undefined: not for this reader to see, or not read yet. */
  queues: QueueBrief[] | undefined
  /** Active, oneself included. */
  people: number | undefined
  flow: FlowView | undefined
  products: number | undefined
}
export type Step = { code: 'people' | 'queues' | 'serving' | 'flow' | 'products'; to: string; done: boolean }

export const stepsOf = ({ queues, people, flow, products }: SetUp): Step[] => {
  const active = queues?.filter((queue) => queue.active)
  const steps: Step[] = []
  if (people !== undefined) steps.push({ code: 'people', to: '/administration/users', done: people > 1 })
  if (active) {
    steps.push({ code: 'queues', to: '/administration/queues', done: active.length > 0 })
    const served = active.length > 0 && active.every(({ agents }) => agents > 0)
    steps.push({ code: 'serving', to: '/administration/queues', done: served })
  }
  if (flow) {
    const topics = new Set(flow.topics.map(({ topic }) => topic))
    // A flow that its form cannot show was made by somebody who knew where it leads.
    const leads = flow.plan === null || flow.plan.topics.every(({ topic }) => topics.has(topic))
    steps.push({ code: 'flow', to: '/administration/flows', done: leads })
  }
  if (products !== undefined)
    steps.push({ code: 'products', to: '/administration/products', done: products > 0 })
  return steps
}
