import { expect, test } from 'vitest'
import { ref } from 'vue'
import { createKeptText } from './kept-text.ts'

const openBrowser = () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const page = (userId: string, key: () => string | null) =>
    createKeptText({ storage, userId: () => userId, key })
  return { kept, page }
}

test('what was typed is there after a reload, for its writer and its claim alone', () => {
  const { page } = openBrowser()
  page('a', () => 'note.1').value = 'half a sentence'
  expect(page('a', () => 'note.1').value).toBe('half a sentence')
  expect(page('a', () => 'note.2').value).toBe('')
  expect(page('b', () => 'note.1').value).toBe('')
})

test('another claim brings its own text, and coming back brings the first', () => {
  const { page } = openBrowser()
  const claim = ref<string | null>('note.1')
  const text = page('a', () => claim.value)
  text.value = 'of the first'
  claim.value = 'note.2'
  expect(text.value).toBe('')
  text.value = 'of the second'
  claim.value = 'note.1'
  expect(text.value).toBe('of the first')
  claim.value = null
  expect(text.value).toBe('')
})

test('what is sent or emptied leaves nothing behind', () => {
  const { kept, page } = openBrowser()
  const text = page('a', () => 'note.1')
  text.value = 'x'
  text.value = ''
  expect(kept.size).toBe(0)
})
