import { expect, test } from 'vitest'
import { type TopicWeight, topicsLacking } from './article-gaps.ts'

const topic = (key: string, over: Partial<TopicWeight>): TopicWeight => ({
  topic: { kind: 'topic', key },
  contacts: 0,
  claims: 0,
  written: [],
  ...over,
})

test('the heaviest first, whatever it lacks; what has both languages is no gap', () => {
  const gaps = topicsLacking([
    topic('rare', { contacts: 1 }),
    topic('written', { contacts: 900, written: ['ru', 'en'] }),
    topic('half', { contacts: 3, claims: 4, written: ['en'] }),
    topic('often', { claims: 6 }),
  ])
  expect(gaps.map(({ topic: { key }, lacking }) => [key, lacking])).toEqual([
    ['half', ['ru']],
    ['often', ['ru', 'en']],
    ['rare', ['ru', 'en']],
  ])
})

test('of equal weight what is written in no language comes first, then by name', () => {
  const gaps = topicsLacking([topic('b', { written: ['ru'] }), topic('c', {}), topic('a', {})])
  expect(gaps.map(({ topic: { key } }) => key)).toEqual(['a', 'c', 'b'])
})
