/**
 * Key combinations as text: `Ctrl+K`, `Alt+1`, `?`, `Escape`, or two presses in turn: `G C`.
 * Letters and digits are matched by their place on the keyboard, so they work on the Russian layout too.
 */
export type KeyPress = {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

const isPlace = (name: string) => /^[A-Z0-9]$/.test(name)

/** Does this press match one combination (not a sequence)? Ctrl stands for Cmd on a Mac too. */
export const pressMatches = (combination: string, press: KeyPress): boolean => {
  const parts = combination.split('+')
  const name = parts.pop() || '+'
  const wants = (modifier: string) => parts.includes(modifier)
  if (wants('Ctrl') !== (press.ctrlKey || press.metaKey)) return false
  if (wants('Alt') !== press.altKey) return false
  // A symbol such as `?` needs Shift on one layout and not on another: its name says it all.
  const symbol = name.length === 1 && !isPlace(name)
  if (!symbol && wants('Shift') !== press.shiftKey) return false
  if (isPlace(name)) return press.code === `Key${name}` || press.code === `Digit${name}`
  if (name === 'Space') return press.code === 'Space'
  return press.key === name
}

/** Where a sequence stands after one more press: done, at its next step, or over. */
export const stepSequence = (
  keys: string,
  step: number,
  press: KeyPress,
): { kind: 'done' } | { kind: 'next'; step: number } | { kind: 'none' } => {
  const combinations = keys.split(' ')
  const wanted = combinations[step]
  if (wanted === undefined || !pressMatches(wanted, press)) return { kind: 'none' }
  return step + 1 === combinations.length ? { kind: 'done' } : { kind: 'next', step: step + 1 }
}

/** May fire while a text is being typed: only what no text can be typed with. */
export const firesWhileTyping = (keys: string): boolean =>
  /^(Ctrl|Alt)\+/.test(keys) || /^F\d+$/.test(keys) || keys === 'Escape'

/** `aria-keyshortcuts` wants `Control`, and spaces mean alternatives: sequences can't be said there. */
export const ariaKeys = (keys: string): string | undefined =>
  keys.includes(' ') ? undefined : keys.replace('Ctrl', 'Control')
