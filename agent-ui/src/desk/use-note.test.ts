/** Nothing typed is lost: not by a crash, not by leaving, not by a slow answer; and nothing lands on another's note. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { ApiFailure, localFailure } from '../platform/failure.ts'
import { createNoteDrafts, mergeNotes, type Note } from './note-drafts.ts'
import { useNote } from './use-note.ts'

const fakeStorage = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

let storage: ReturnType<typeof fakeStorage>
let notes: Map<string, Note>
let broken: boolean
let slow: Promise<void> | null

const wire = {
  read: async (id: string) => {
    if (broken) throw localFailure('offline')
    return notes.get(id) ?? { text: '', version: 0 }
  },
  save: async (id: string, { text, version }: Note) => {
    const wait = slow
    slow = null
    await wait
    if (broken) throw localFailure('offline')
    if (id === 'not-mine') throw new ApiFailure({ code: 'not_found', status: 404 })
    if (id === 'erased') throw new ApiFailure({ code: 'erased', status: 409 })
    const there = notes.get(id)
    if (there && there.version !== version)
      throw new ApiFailure({ code: 'note_changed', status: 409, facts: { ...there } })
    notes.set(id, { text, version: (there?.version ?? 0) + 1 })
    return { version: (there?.version ?? 0) + 1 }
  },
}
const draftsOf = (user: string) => createNoteDrafts({ storage, userId: () => user, wire })
const editor = (first: string) => {
  const shown = ref<string | null>(first)
  const scope = effectScope()
  const drafts = draftsOf('anna')
  const note = scope.run(() => useNote(() => shown.value, { drafts, wire }))!
  return { note, shown, close: () => scope.stop() }
}
const settled = () => vi.advanceTimersByTimeAsync(100)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  storage = fakeStorage()
  notes = new Map()
  broken = false
  slow = null
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a draft of a client who was erased meanwhile goes from this browser too', async () => {
  draftsOf('anna').keep('erased', { text: 'who it was', version: 1 })
  await draftsOf('anna').send()
  expect([...storage.kept.keys()]).toEqual([])
})

test('a draft left by a crash is sent at the start; another user’s is left alone', async () => {
  draftsOf('anna').keep('call', { text: 'typed before the crash', version: 0 })
  draftsOf('boris').keep('call', { text: 'not anna’s', version: 0 })
  await draftsOf('anna').send()
  expect(notes.get('call')?.text).toBe('typed before the crash')
  expect([...storage.kept.keys()]).toEqual(['perezvon.note.boris.call'])
})

test('without a line it is tried again; what the server refuses for good stays, and keeps no other back', async () => {
  const drafts = draftsOf('anna')
  drafts.keep('not-mine', { text: 'kept', version: 0 })
  drafts.keep('call', { text: 'sent', version: 0 })
  broken = true
  await drafts.send()
  broken = false
  await vi.advanceTimersByTimeAsync(5_000)
  expect(notes.get('call')?.text).toBe('sent')
  expect([...storage.kept.keys()]).toEqual(['perezvon.note.anna.not-mine'])
})

test('a draft that another page has overtaken is joined to what is there', async () => {
  notes.set('call', { text: 'from the other page', version: 7 })
  draftsOf('anna').keep('call', { text: 'mine', version: 3 })
  await draftsOf('anna').send()
  expect(notes.get('call')).toEqual({ text: 'from the other page\n\nmine', version: 8 })
  expect(storage.kept.size).toBe(0)
})

test.each(['unmounted', 'switched'])(
  'typed and %s before the pause is over: it reaches its own note',
  async (how) => {
    const { note, shown, close } = editor('first')
    await settled()
    note.text.value = 'the end of it'
    if (how === 'unmounted') close()
    else shown.value = 'second'
    await settled()
    expect(notes.get('first')?.text).toBe('the end of it')
    expect(notes.has('second')).toBe(false)
    expect(storage.kept.size).toBe(0)
    close()
  },
)

test('a save that returns after the talk has changed touches nothing of the new note', async () => {
  notes.set('second', { text: 'of the second', version: 4 })
  const { note, shown, close } = editor('first')
  await settled()
  let answer: () => void = () => undefined
  slow = new Promise((ready) => {
    answer = ready
  })
  note.text.value = 'of the first'
  await vi.advanceTimersByTimeAsync(600)
  shown.value = 'second'
  await nextTick()
  await settled()
  answer()
  await settled()
  expect(note.text.value).toBe('of the second')
  note.text.value = 'of the second, more'
  await vi.advanceTimersByTimeAsync(600)
  expect(note.state.value).toBe('saved')
  expect(notes.get('second')).toEqual({ text: 'of the second, more', version: 5 })
  expect(notes.get('first')?.text).toBe('of the first')
  close()
})

test('typed while an earlier save is under way: sent after it, in one piece', async () => {
  const { note, close } = editor('call')
  await settled()
  let answer: () => void = () => undefined
  slow = new Promise((ready) => {
    answer = ready
  })
  note.text.value = 'one'
  await vi.advanceTimersByTimeAsync(600)
  note.text.value = 'one two'
  await vi.advanceTimersByTimeAsync(600)
  answer()
  await note.flush()
  expect(notes.get('call')).toEqual({ text: 'one two', version: 2 })
  expect(note.state.value).toBe('saved')
  close()
})

test('changed in another page: asked, never overwritten; left unanswered both are kept', async () => {
  const { note, close } = editor('call')
  await settled()
  notes.set('call', { text: 'theirs', version: 1 })
  note.text.value = 'mine'
  await vi.advanceTimersByTimeAsync(600)
  expect(note.state.value).toBe('changed')
  expect(note.theirs.value).toBe('theirs')
  note.text.value = 'mine, more'
  close()
  await settled()
  expect(notes.get('call')?.text).toBe('theirs\n\nmine, more')
})

test('merging says nothing twice', () => {
  expect(mergeNotes('', 'mine')).toBe('mine')
  expect(mergeNotes('one', 'one two')).toBe('one two')
  expect(mergeNotes('one two', 'two')).toBe('one two')
})
