/** The notes of this desk: the server's by HTTP, the drafts in this browser's storage. */
import { readInteractionNote, saveInteractionNote } from '#shared/interactions/interaction.contract.ts'
import { useSession } from '../identity/session.ts'
import { call } from '../platform/api.ts'
import { onReturn } from '../platform/live.ts'
import { createNoteDrafts, type NoteWire } from './note-drafts.ts'

export const noteWire: NoteWire = {
  read: (interactionId) => call(readInteractionNote, { params: { interactionId } }),
  save: (interactionId, body) => call(saveInteractionNote, { params: { interactionId }, body }),
}

const { user } = useSession()
export const noteDrafts = createNoteDrafts({
  storage: globalThis.localStorage,
  userId: () => user.value?.id ?? null,
  wire: noteWire,
})

let started = false
/** What an earlier page left unsent goes now, and whenever the line comes back. */
export const startNoteDrafts = (): void => {
  void noteDrafts.send()
  if (started) return
  started = true
  // Not waited for: the line is live without it.
  onReturn(async () => void noteDrafts.send())
}
