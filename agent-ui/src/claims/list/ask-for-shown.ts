/** Has the rows in sight read that are not held yet: after a pause, for what the bar is dragged past is not read. */
import { onScopeDispose, watch } from 'vue'

const PAUSE_MS = 60

type Looked = {
  shown: () => { from: number; to: number }
  /** Is any of them not held? */
  lacks: () => boolean
  /** Another one has nothing of its own under way, whatever was asked for the one before. */
  question: () => string
}

export const askForShown = (
  { shown, lacks, question }: Looked,
  ask: (from: number, to: number) => Promise<void>,
): void => {
  let pause: ReturnType<typeof setTimeout> | undefined
  const askNow = () => {
    const { from, to } = shown()
    void ask(from, to)
  }
  watch(
    [shown, lacks, question],
    () => {
      clearTimeout(pause)
      if (lacks()) pause = setTimeout(askNow, PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(pause))
}
