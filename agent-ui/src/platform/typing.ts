/** Is a text being typed into what has the focus? */
export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  const plain = ['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file', 'color']
  return target.tagName === 'INPUT' && !plain.includes((target as HTMLInputElement).type)
}
