/** What people and providers do when the hub does not answer: they try again. */
import { HubError } from '#server/platform/errors.ts'
import type { Answer } from './visitor.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Repeats the work until it ends without a fault, at most `withinMs`. What the hub refuses is thrown at once. */
export const persist = async <T>(work: () => Promise<T>, withinMs = 30_000): Promise<T> => {
  const until = Date.now() + withinMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof HubError || Date.now() > until) throw error
      await pause(50)
    }
  }
}

/** Asks until the hub answers, whatever it says: no answer, and "a fault of ours", are no answers. */
export const untilAnswered = (ask: () => Promise<Answer>): Promise<Answer> =>
  persist(async () => {
    const answer = await ask()
    if (answer.status >= 500) throw new Error(`${answer.status} ${JSON.stringify(answer.error)}`)
    return answer
  })
