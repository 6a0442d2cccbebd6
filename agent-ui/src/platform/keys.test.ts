import { describe, expect, it } from 'vitest'
import { ariaKeys, firesWhileTyping, type KeyPress, pressMatches, stepSequence } from './keys.ts'

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...over,
})

describe('keys', () => {
  it('finds a letter by its place on the Russian layout', () => {
    expect(pressMatches('Ctrl+K', press({ key: 'л', code: 'KeyK', ctrlKey: true }))).toBe(true)
    expect(pressMatches('Ctrl+K', press({ key: 'k', code: 'KeyK' }))).toBe(false)
    expect(pressMatches('K', press({ key: 'л', code: 'KeyK' }))).toBe(true)
    expect(pressMatches('K', press({ key: 'Л', code: 'KeyK', shiftKey: true }))).toBe(false)
  })

  it('takes Cmd for Ctrl', () => {
    expect(pressMatches('Ctrl+K', press({ key: 'k', code: 'KeyK', metaKey: true }))).toBe(true)
  })

  it('takes a symbol wherever the layout has it', () => {
    expect(pressMatches('?', press({ key: '?', code: 'Slash', shiftKey: true }))).toBe(true)
    expect(pressMatches('?', press({ key: '?', code: 'Digit7', shiftKey: true }))).toBe(true)
    expect(pressMatches('?', press({ key: '/', code: 'Slash' }))).toBe(false)
  })

  it('follows a sequence', () => {
    const g = press({ key: 'g', code: 'KeyG' })
    const c = press({ key: 'c', code: 'KeyC' })
    expect(stepSequence('G C', 0, g)).toEqual({ kind: 'next', step: 1 })
    expect(stepSequence('G C', 1, c)).toEqual({ kind: 'done' })
    expect(stepSequence('G C', 1, g)).toEqual({ kind: 'none' })
    expect(stepSequence('Alt+1', 0, press({ code: 'Digit1', key: '1', altKey: true }))).toEqual({
      kind: 'done',
    })
  })

  it('keeps out of what is being typed', () => {
    expect(firesWhileTyping('A')).toBe(false)
    expect(firesWhileTyping('?')).toBe(false)
    expect(firesWhileTyping('G C')).toBe(false)
    expect(firesWhileTyping('Alt+A')).toBe(true)
    expect(firesWhileTyping('Escape')).toBe(true)
  })

  it('is told to a screen reader in its words', () => {
    expect(ariaKeys('Ctrl+K')).toBe('Control+K')
    expect(ariaKeys('G C')).toBeUndefined()
  })
})
