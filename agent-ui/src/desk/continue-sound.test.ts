/** Which presses are for the sound alone while the browser holds it back, and which go on to what they always do. */
import { beforeEach, expect, test, vi } from 'vitest'
import { continueOnGesture } from './continue-sound.ts'

class Element extends EventTarget {
  tagName: string
  type = 'text'
  constructor(tagName: string) {
    super()
    this.tagName = tagName
  }
}
const listeners: Record<string, (event: unknown) => void> = {}
let held = true
const resume = vi.fn()

beforeEach(() => {
  vi.stubGlobal('HTMLElement', Element)
  vi.stubGlobal('addEventListener', (kind: string, heard: (event: unknown) => void) => {
    listeners[kind] = heard
  })
  held = true
  resume.mockReset()
  continueOnGesture({ isHeld: () => held, resume })
})

/** True: the press goes on to whatever listens for it. */
const press = (key: string, more: Record<string, unknown> = {}): boolean => {
  const stop = vi.fn()
  const event = {
    key,
    target: new Element('BODY'),
    preventDefault: stop,
    stopImmediatePropagation: stop,
    ...more,
  }
  listeners.keydown?.(event)
  return stop.mock.calls.length === 0
}

test('any key and any click lets the sound play', () => {
  for (const key of ['w', 'Enter', 'Shift', 'Tab', 'F2']) press(key)
  listeners.pointerdown?.({})
  expect(resume).toHaveBeenCalledTimes(6)
})

test('a bare key does nothing else: none moves a deal or leaves the page', () => {
  expect(['w', '1', '?', ' ', 'Enter'].map((key) => press(key))).toEqual([false, false, false, false, false])
})

test('a key of the call, and what is typed, do what they always do', () => {
  expect(press('h', { altKey: true })).toBe(true)
  expect(press('k', { ctrlKey: true })).toBe(true)
  expect(press('w', { target: new Element('TEXTAREA') })).toBe(true)
  expect(press('Tab')).toBe(true)
  expect(press('Escape')).toBe(true)
})

test('a desk that hears is left alone', () => {
  held = false
  expect(press('w')).toBe(true)
  listeners.pointerdown?.({})
  expect(resume).not.toHaveBeenCalled()
})
