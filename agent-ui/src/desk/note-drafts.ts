/**
 * What was typed and has not reached the server yet: kept in this browser under its writer's name, and sent when it
 * is in nobody's hands any more: at the start, when the line is back, when the note is left. Another user's stay put.
 */
import { asFailure } from '../platform/failure.ts'

export type Note = { text: string; version: number }
/** The notes on the server, of whoever is signed in. `save` is refused as `note_changed` for a version that is past. */
export type NoteWire = {
  read(interactionId: string): Promise<Note>
  save(interactionId: string, note: Note): Promise<{ version: number }>
}
type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const AGAIN_MS = 5_000
const FINAL = new Set([403, 404, 413, 422])
/** Trying again would be of no use. */
export const isFinal = (error: unknown): boolean => FINAL.has(asFailure(error).status)

/** Both texts, without saying anything twice. */
export const mergeNotes = (theirs: string, mine: string): string => {
  if (mine.includes(theirs)) return mine
  return theirs.includes(mine) ? theirs : `${theirs}\n\n${mine}`
}

/** `version` is the one that the typing began from; 0 when it was not known yet. */
export const createNoteDrafts = (house: { storage: Kept; userId: () => string | null; wire: NoteWire }) => {
  const { storage, wire } = house
  /** In an editor of this page, which sends them itself. */
  const held = new Set<string>()
  let sending: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const prefix = () => `perezvon.note.${house.userId()}.`
  const find = (interactionId: string): Note | null => {
    const text = storage.getItem(prefix() + interactionId)
    return text === null ? null : (JSON.parse(text) as Note)
  }
  const keep = (interactionId: string, note: Note) =>
    storage.setItem(prefix() + interactionId, JSON.stringify(note))
  /** Only what has arrived goes: more may have been typed meanwhile. */
  const drop = (interactionId: string, arrived: string) => {
    if (find(interactionId)?.text === arrived) storage.removeItem(prefix() + interactionId)
  }
  const left = (): string[] =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(prefix()))
      .map((key) => key.slice(prefix().length))
      .filter((interactionId) => !held.has(interactionId))

  const sendOne = async (interactionId: string): Promise<void> => {
    const draft = find(interactionId)
    if (!draft) return
    try {
      await wire.save(interactionId, draft)
      drop(interactionId, draft.text)
    } catch (error) {
      const { code, facts } = asFailure(error)
      // Nobody knows any more whom it is of: this browser is not to know either.
      if (code === 'erased') return drop(interactionId, draft.text)
      if (code !== 'note_changed') throw error
      const theirs = String(facts.text ?? '')
      const text = mergeNotes(theirs, draft.text)
      if (text === theirs) return drop(interactionId, draft.text)
      // Typed on in the meantime: the next round sends that.
      if (find(interactionId)?.text !== draft.text || held.has(interactionId)) return
      keep(interactionId, { text, version: Number(facts.version) })
      await sendOne(interactionId)
    }
  }
  const sendAll = async () => {
    clearTimeout(timer)
    const userId = house.userId()
    for (const interactionId of userId ? left() : []) {
      if (house.userId() !== userId) return
      await sendOne(interactionId).catch((error: unknown) => {
        console.warn('a note could not be sent yet', error)
        if (!isFinal(error)) timer = setTimeout(() => void send(), AGAIN_MS)
      })
    }
  }
  const send = async (): Promise<void> => {
    // One round at a time; a note left during a round is in the next.
    while (sending) await sending
    sending = sendAll().finally(() => {
      sending = null
    })
    await sending
  }
  return {
    find,
    keep,
    drop,
    /** An editor has opened it. */
    hold: (interactionId: string) => void held.add(interactionId),
    /** The editor has left it. */
    release: (interactionId: string) => {
      held.delete(interactionId)
      void send()
    },
    send,
  }
}
export type NoteDrafts = ReturnType<typeof createNoteDrafts>
