/** What is in sight is read, whatever was under way when something else was asked. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { askForShown } from './ask-for-shown.ts'
import { createSparseList } from './sparse-list.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const setUp = () => {
  const question = ref('all')
  const shown = ref({ from: 0, to: 5 })
  const asked: string[] = []
  const answers: (() => void)[] = []
  const list = createSparseList(10, async () => {
    const about = question.value
    asked.push(about)
    await new Promise<void>((answer) => answers.push(answer))
    return { rows: [about], next: null }
  })
  const scope = effectScope()
  scope.run(() =>
    askForShown(
      {
        shown: () => shown.value,
        lacks: () => list.at(0) === undefined,
        question: () => question.value,
      },
      list.ask,
    ),
  )
  const answerAll = async () => {
    for (const answer of answers.splice(0)) answer()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { question, shown, asked, list, scope, answerAll }
}

test('another question asked while the first page is still under way is answered', async () => {
  const { question, asked, list, scope, answerAll } = setUp()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toEqual(['all'])
  question.value = 'mine'
  list.reset()
  await nextTick()
  await vi.advanceTimersByTimeAsync(100)
  await answerAll()
  expect(asked).toEqual(['all', 'mine'])
  expect(list.at(0)).toBe('mine')
  scope.stop()
})

test('what is passed by is not read, nor anything by a list that is gone', async () => {
  const { shown, asked, scope } = setUp()
  for (const from of [1, 2, 3]) {
    shown.value = { from, to: from + 5 }
    await vi.advanceTimersByTimeAsync(30)
  }
  expect(asked).toEqual([])
  scope.stop()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toEqual([])
})
