/** A past contact in a few words: topic, agent, what was noted. */
import type { useDeskWords } from './words.ts'

type Words = ReturnType<typeof useDeskWords>['t']
const TOPICS = ['sales', 'claims', 'delivery'] as const

export const topicWords = (topic: string | null | undefined, t: Words): string | null => {
  const known = TOPICS.find((one) => one === topic)
  return known ? t(`topics.${known}`) : (topic ?? null)
}

export const describeContact = (summary: Record<string, unknown>, t: Words): string => {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  return [topicWords(text(summary.topic), t), text(summary.agentName), text(summary.note)]
    .filter((part) => part !== null)
    .join(' · ')
}
