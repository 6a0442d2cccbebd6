/** Texts put where somebody writes: into a field at its cursor, as if they had been typed. */

export type WritingField = HTMLTextAreaElement | HTMLInputElement

/** In place of what is selected in the field; its form hears of it, and the cursor stands behind. */
export const insertText = (field: WritingField, text: string): void => {
  field.focus()
  const from = field.selectionStart ?? field.value.length
  field.setRangeText(text, from, field.selectionEnd ?? from, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}

/** As `insertText`, as a paragraph of its own. */
export const insertParagraph = (field: WritingField, text: string): void => {
  const before = field.value.slice(0, field.selectionStart ?? field.value.length)
  insertText(field, before.trim() === '' || before.endsWith('\n') ? text : `\n\n${text}`)
}
