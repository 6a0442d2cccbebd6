/** How far off the told waits of today were: it moves slowly, so it is read again only now and then. */
import { computed, onScopeDispose } from 'vue'
import { readEstimates } from '#shared/supervision/board.contract.ts'
import { useFormats } from '../platform/format.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { useSupervisionWords } from './words.ts'

const AGAIN_MS = 30_000

export const useEstimates = () => {
  const { t } = useSupervisionWords()
  const formats = useFormats()
  const { data, refetch } = useLiveQuery(readEstimates, {})
  const timer = setInterval(() => void refetch(), AGAIN_MS)
  onScopeDispose(() => clearInterval(timer))
  const byQueue = computed(() => new Map((data.value ?? []).map((one) => [one.queueId, one])))
  /** In words; null for a queue that has told nobody yet. */
  const textOf = (queueId: string): string | null => {
    const error = byQueue.value.get(queueId)
    if (!error) return null
    const time = formats.value.duration(error.medianAbsoluteMs)
    const lean = error.biasMs > 0 ? t('estimates.longer') : t('estimates.shorter')
    return `${t('estimates.error', { time }, error.n)}${error.medianAbsoluteMs > 0 ? `, ${lean}` : ''}`
  }
  return { textOf }
}
