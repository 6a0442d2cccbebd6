/** The note on the talk: saved as it is typed, kept in the browser until the server has it, never overwritten silently. */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { readInteractionNote, saveInteractionNote } from '#shared/interactions/interaction.contract.ts'
import { call } from '../platform/api.ts'
import { asFailure } from '../platform/failure.ts'

const PAUSE_MS = 500
const RETRY_MS = 3_000
const draftKey = (interactionId: string) => `perezvon.note.${interactionId}`

export type NoteState = 'empty' | 'saved' | 'typing' | 'saving' | 'unsaved' | 'changed'

export const useNote = (interactionId: () => string | null) => {
  const text = ref('')
  const state = ref<NoteState>('empty')
  /** What another tab saved meanwhile. */
  const theirs = ref('')
  let version = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let loaded: string | null = null

  const load = async (id: string | null) => {
    clearTimeout(timer)
    loaded = null
    text.value = ''
    state.value = 'empty'
    if (!id) return
    const draft = localStorage.getItem(draftKey(id))
    try {
      const note = await call(readInteractionNote, { params: { interactionId: id } })
      if (interactionId() !== id) return
      version = note.version
      text.value = draft ?? note.text
      loaded = id
      state.value = note.text === '' ? 'empty' : 'saved'
      // Typed before a crash, never saved: the draft is the newer.
      if (draft !== null && draft !== note.text) void save()
    } catch (error) {
      console.warn('the note could not be read', error)
      text.value = draft ?? ''
      state.value = 'unsaved'
      timer = setTimeout(() => void load(id), RETRY_MS)
    }
  }

  const save = async (): Promise<void> => {
    const id = loaded
    if (!id) return
    const sent = text.value
    state.value = 'saving'
    try {
      const saved = await call(saveInteractionNote, {
        params: { interactionId: id },
        body: { text: sent, version },
      })
      version = saved.version
      if (text.value !== sent) return void save()
      localStorage.removeItem(draftKey(id))
      state.value = 'saved'
    } catch (thrown) {
      const failure = asFailure(thrown)
      if (failure.code === 'note_changed') {
        theirs.value = String(failure.facts.text ?? '')
        version = Number(failure.facts.version)
        state.value = 'changed'
        return
      }
      state.value = 'unsaved'
      timer = setTimeout(() => void save(), RETRY_MS)
    }
  }

  const typed = (value: string) => {
    text.value = value
    const id = loaded ?? interactionId()
    if (id) localStorage.setItem(draftKey(id), value)
    if (state.value === 'changed') return
    state.value = 'typing'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), PAUSE_MS)
  }

  watch(interactionId, (id) => void load(id), { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return {
    text: computed({ get: () => text.value, set: typed }),
    state,
    theirs,
    keepMine: () => void save(),
    takeTheirs: () => {
      text.value = theirs.value
      void save()
    },
    /** Before the wrap-up ends: what is still being typed goes first. */
    flush: async () => {
      clearTimeout(timer)
      if (state.value === 'typing' || state.value === 'unsaved') await save()
    },
  }
}
