/** Whose words a save may replace. */

export type NoteSave = {
  clientId: string
  noteId: string
  interactionId: string | null
  text: string
  /** The version the writer last saw; 0 for a note that is not there yet. */
  version: number
  /** Epoch ms by the clock of the writer's screen. */
  typedAt: number
}
export type Writing = NoteSave & { actorId: string; at: number }

export type SavedNote = { version: number; editedBy: string | null; typedAt: number }

/**
 * `write`: the text becomes the save's. `keep`: a later save of the same writer's overtook this one, and its text
 * stays. `refuse`: the writer has not seen a colleague's text, and must before replacing it.
 */
export const judgeSave = (
  saved: SavedNote,
  save: Pick<Writing, 'version' | 'actorId' | 'typedAt'>,
): 'write' | 'keep' | 'refuse' => {
  if (saved.version === save.version) return 'write'
  if (saved.editedBy !== save.actorId) return 'refuse'
  return save.typedAt >= saved.typedAt ? 'write' : 'keep'
}
