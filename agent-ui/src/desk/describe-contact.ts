/** A past contact in a few words: topic, agent, what was noted. */
import { topicName } from '../platform/words.ts'

export const describeContact = (summary: Record<string, unknown>): string => {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const topic = text(summary.topic)
  return [topic && topicName(topic), text(summary.agentName), text(summary.note)]
    .filter((part) => part !== null)
    .join(' · ')
}
