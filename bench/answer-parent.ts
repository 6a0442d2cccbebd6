/** The child's end of what `child.ts` starts. */

export type Question = { id: number; question: string; input: unknown }
export type Answer = { id: number; result?: unknown; error?: string }
type Answers = Record<string, (input: never) => Promise<unknown> | unknown>

/** The child's end. `ready` is what `startChild` resolves with. */
export const answerParent = (answers: Answers, ready: unknown = null): void => {
  process.on('message', async ({ id, question, input }: Question) => {
    try {
      process.send!({ id, result: (await answers[question]?.(input as never)) ?? null } satisfies Answer)
    } catch (error) {
      process.send!({ id, error: String((error as Error).stack ?? error) } satisfies Answer)
    }
  })
  process.on('disconnect', () => process.exit(0))
  process.send!(ready)
}
