/** Puts a text on the clipboard; false when the browser would not. */
export const copyText = async (text: string): Promise<boolean> => {
  const clipboard: Clipboard | undefined = globalThis.navigator.clipboard
  if (clipboard) {
    try {
      await clipboard.writeText(text)
      return true
    } catch (error) {
      console.warn('the clipboard refused', error)
    }
  }
  return copyBySelection(text)
}

/** The old way is the only one on plain http. The field stands beside what has the focus, as dialogs keep it in. */
const copyBySelection = (text: string): boolean => {
  const focused = document.activeElement as HTMLElement | null
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'fixed -left-full top-0'
  ;(focused?.parentElement ?? document.body).append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  focused?.focus()
  return done
}
