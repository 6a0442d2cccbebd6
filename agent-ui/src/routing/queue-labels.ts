/** What the fields of a queue, and their values, are called: on its form, in a clash, and in its history. */
import { computed } from 'vue'
import { useOrganisation } from '../organisation/organisation.ts'
import { useFormats } from '../platform/format.ts'
import { topicName } from '../platform/words.ts'
import type { Need } from './queue-form.ts'
import { useRoutingWords } from './words.ts'

export const useQueueLabels = () => {
  const { t } = useRoutingWords()
  const formats = useFormats()
  const { calendars, marketName } = useOrganisation()
  const labels = computed(() => ({
    nameRu: t('queues.nameRu'),
    nameEn: t('queues.nameEn'),
    marketId: t('queues.market'),
    calendarId: t('queues.calendar'),
    topic: t('queues.topic'),
    language: t('queues.language'),
    priority: t('queue.priority'),
    ageingPerMinute: t('queue.ageing'),
    clientPoints: t('queue.clientPoints'),
    pick: t('queue.pick'),
    preferredForMs: t('queue.preferred'),
    offerForMs: t('queue.offer'),
    wrapUpMs: t('queue.wrapUp'),
    maxWaiting: t('queue.maxWaiting'),
    maxWaitMs: t('queue.maxWait'),
    handOutMs: t('queue.handOut'),
    serviceMs: t('queue.serviceMs'),
    serviceTarget: t('queue.serviceTarget'),
    needs: t('queue.needs'),
    prompts: t('queue.words.title'),
    scriptRu: `${t('queue.script')}. ${t('queue.scriptRu')}`,
    scriptEn: `${t('queue.script')}. ${t('queue.scriptEn')}`,
    active: t('queues.active'),
  }))
  const needText = ({ skill, rings }: Need): string =>
    `${skill} ${rings.map(({ minLevel }) => `≥ ${minLevel}`).join(', ')}`
  const sayValue = (field: string, value: unknown): string | undefined => {
    if (typeof value === 'number' && field.endsWith('Ms')) return formats.value.duration(value)
    if (field === 'serviceTarget') return formats.value.percent(Number(value))
    if (field === 'marketId') return marketName(String(value)) ?? undefined
    if (field === 'calendarId') return calendars.value.find((one) => one.value === value)?.label
    if (field === 'topic') return topicName(String(value))
    if (field === 'needs' && Array.isArray(value)) return value.map(needText).join('; ') || undefined
    return undefined
  }
  return { labels, sayValue }
}
