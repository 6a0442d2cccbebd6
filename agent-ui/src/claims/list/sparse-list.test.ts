import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSparseList, type Place } from './sparse-list.ts'

const SIZE = 10

/** A list on a server: rows are numbers in their order, a key is the row it follows. */
const serverOf = (rows: number[]) => {
  const asked: Place[] = []
  return {
    rows,
    asked,
    read: async (place: Place) => {
      asked.push(place)
      const from = rows.filter((row) => place.after === undefined || row > Number(place.after))
      const slice = from.slice(place.skip, place.skip + SIZE)
      const more = from.length > place.skip + SIZE
      return { rows: slice, next: more ? String(slice.at(-1)) : null }
    },
  }
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index * 10)

test('wherever it is looked into, the rows are those of the list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(95), fc.array(fc.nat(94), { maxLength: 6 }), async (count, looks) => {
      const server = serverOf(numbers(count))
      const list = createSparseList(SIZE, server.read)
      for (const from of looks) {
        await list.ask(from, from + 5)
        for (let at = from; at <= from + 5; at += 1) expect(list.at(at)).toBe(server.rows[at])
      }
    }),
  )
})

test('the page after a held one is asked for by its key, one far off by counting, none twice', async () => {
  const server = serverOf(numbers(95))
  const list = createSparseList(SIZE, server.read)
  await list.ask(0, 15)
  await Promise.all([list.ask(60, 65), list.ask(60, 65)])
  await list.ask(5, 12)
  expect(server.asked).toEqual([{ skip: 0 }, { after: '90', skip: 0 }, { skip: 60 }])
  expect(list.end()).toEqual({ exact: false, rows: 71 })
  await list.ask(90, 94)
  expect(list.end()).toEqual({ exact: true, rows: 95 })
})

test('what is looked at stays where it is when rows come above it, and changes with its own', async () => {
  const server = serverOf(numbers(95))
  const list = createSparseList(SIZE, server.read)
  await list.ask(0, 25)
  server.rows.splice(3, 0, 25, 26, 27)
  server.rows.splice(server.rows.indexOf(240), 1)
  await list.refresh(20, 25)
  expect([20, 21, 22, 23, 24, 25].map((at) => list.at(at))).toEqual([200, 210, 220, 230, 250, 260])
  expect(list.at(0)).toBeUndefined()
  expect(list.find((row) => row === 250)).toBe(24)
})

test('an answer to an earlier question is dropped', async () => {
  const server = serverOf(numbers(30))
  const list = createSparseList(SIZE, server.read)
  const late = list.ask(0, 5)
  list.reset()
  await late
  expect(list.at(0)).toBeUndefined()
})

test('an earlier question that is still under way does not make a page be asked for twice', async () => {
  const answers: (() => void)[] = []
  const list = createSparseList(SIZE, async () => {
    await new Promise<void>((answer) => answers.push(answer))
    return { rows: [answers.length], next: null }
  })
  const late = list.ask(0, 5)
  list.reset()
  const first = list.ask(0, 5)
  answers[0]?.()
  await late
  const second = list.ask(0, 5)
  answers[1]?.()
  await Promise.all([first, second])
  expect(answers).toHaveLength(2)
})
