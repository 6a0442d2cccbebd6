import { expect, it } from 'vitest'
import type { QueueBrief } from '#shared/routing/queue.contract.ts'
import type { FlowView } from '#shared/telephony/flow-versions.contract.ts'
import { type SetUp, stepsOf } from './steps.ts'

const queue = (change: Partial<QueueBrief> = {}) => ({ active: true, agents: 1, ...change }) as QueueBrief
const flow = (served: string[], plan: string[] | null = ['sales', 'claims']) =>
  ({
    topics: served.map((topic) => ({ topic, queues: [] })),
    plan: plan && { topics: plan.map((topic) => ({ topic, digit: '1' })) },
  }) as unknown as FlowView
const open = (setUp: Partial<SetUp>) =>
  stepsOf({
    queues: [queue()],
    people: 2,
    flow: flow(['sales', 'claims']),
    products: 1,
    ...setUp,
  })
    .filter(({ done }) => !done)
    .map(({ code }) => code)

it('nothing is left where everything is set up', () => expect(open({})).toEqual([]))

it.each<[string, Partial<SetUp>, string[]]>([
  ['alone', { people: 1 }, ['people']],
  ['no queue in use', { queues: [queue({ active: false })] }, ['queues', 'serving']],
  ['a queue that nobody serves', { queues: [queue(), queue({ agents: 0 })] }, ['serving']],
  ['a topic without a queue', { flow: flow(['sales']) }, ['flow']],
  ['no products', { products: 0 }, ['products']],
  ['a flow beyond the form', { flow: flow([], null) }, []],
])('%s', (_, setUp, left) => expect(open(setUp)).toEqual(left))

it('what the reader may not see is no step of theirs', () => {
  const nothing = { queues: undefined, people: undefined, flow: undefined, products: undefined }
  expect(stepsOf(nothing)).toEqual([])
})
