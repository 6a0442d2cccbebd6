/** The note on the talk: saved as it is typed, kept in the browser until the server has it, never overwritten silently. */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { asFailure } from '../platform/failure.ts'
import { isFinal, mergeNotes, type NoteDrafts, type NoteWire } from './note-drafts.ts'

const PAUSE_MS = 500
const RETRY_MS = 3_000

export type NoteState = 'empty' | 'saved' | 'typing' | 'saving' | 'unsaved' | 'refused' | 'changed'

export const useNote = (
  interactionId: () => string | null,
  { drafts, wire }: { drafts: NoteDrafts; wire: NoteWire },
) => {
  const text = ref('')
  const state = ref<NoteState>('empty')
  /** What another tab saved meanwhile. */
  const theirs = ref('')
  let version = 0
  let theirVersion = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** On the screen; its text is known only once `loaded` is the same. */
  let open: string | null = null
  let loaded: string | null = null
  let saving: { id: string; done: Promise<void> } | null = null

  /** What is unsent is sent without this editor. */
  const leave = () => {
    clearTimeout(timer)
    const left = open
    open = null
    loaded = null
    if (left) drafts.release(left)
  }
  const show = (id: string | null) => {
    leave()
    text.value = ''
    state.value = 'empty'
    version = 0
    if (!id) return
    open = id
    drafts.hold(id)
    text.value = drafts.find(id)?.text ?? ''
    void load(id)
  }
  const load = async (id: string) => {
    try {
      const note = await wire.read(id)
      if (open !== id) return
      version = note.version
      loaded = id
      // Typed before a crash or while this was read: the newer, unless the server has moved on since.
      const draft = drafts.find(id)
      text.value = draft
        ? draft.version === version
          ? draft.text
          : mergeNotes(note.text, draft.text)
        : note.text
      state.value = note.text === '' ? 'empty' : 'saved'
      if (text.value !== note.text) void save()
      else if (draft) drafts.drop(id, draft.text)
    } catch (error) {
      if (open !== id) return
      fail(error, () => void load(id))
    }
  }
  const fail = (error: unknown, again: () => void) => {
    console.warn('the note is not on the server', error)
    state.value = isFinal(error) ? 'refused' : 'unsaved'
    if (state.value === 'unsaved') timer = setTimeout(again, RETRY_MS)
  }

  /** One at a time: a save under way sees for itself that more was typed. */
  const save = (): Promise<void> => {
    clearTimeout(timer)
    const id = loaded
    if (!id) return Promise.resolve()
    if (saving?.id === id) return saving.done
    const done = saveAs(id).finally(() => {
      if (saving?.done === done) saving = null
    })
    saving = { id, done }
    return done
  }
  const saveAs = async (id: string): Promise<void> => {
    const sent = text.value
    drafts.keep(id, { text: sent, version })
    state.value = 'saving'
    try {
      const saved = await wire.save(id, { text: sent, version })
      drafts.drop(id, sent)
      // Another talk is on the screen by now: nothing of this one belongs there.
      if (open !== id) return
      version = saved.version
      if (text.value !== sent) return saveAs(id)
      state.value = 'saved'
    } catch (thrown) {
      if (open !== id) return
      const { code, facts } = asFailure(thrown)
      if (code !== 'note_changed') return fail(thrown, () => void save())
      theirVersion = Number(facts.version)
      theirs.value = String(facts.text ?? '')
      // An earlier stand of this very text, sent by another page: nothing of it would be lost.
      if (text.value.includes(theirs.value)) return settle()
      state.value = 'changed'
    }
  }

  const typed = (value: string) => {
    text.value = value
    if (open) drafts.keep(open, { text: value, version })
    // Being read, being saved, or being asked about: each goes on with what is typed by then.
    if (!loaded || saving?.id === open || state.value === 'changed') return
    state.value = 'typing'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), PAUSE_MS)
  }
  /** What the other page saved has been seen: the text here takes its place. */
  const settle = (): Promise<void> => {
    version = theirVersion
    return loaded && saving?.id === loaded ? saveAs(loaded) : save()
  }

  watch(interactionId, show, { immediate: true })
  onScopeDispose(leave)
  return {
    text: computed({ get: () => text.value, set: typed }),
    state,
    theirs,
    keepMine: () => void settle(),
    takeTheirs: () => {
      text.value = theirs.value
      void settle()
    },
    /** Before the wrap-up ends: what is still being typed goes first. */
    flush: async () => {
      if (saving || state.value === 'typing' || state.value === 'unsaved') await save()
    },
  }
}
