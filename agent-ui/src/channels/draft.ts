/** A message being written: its text, and the id under which it is sent, so that sent twice it is one. */
import { ref, watch } from 'vue'
import { newId } from '../platform/new-id.ts'

export const useDraft = () => {
  const text = ref('')
  const messageId = ref(newId())
  // Other words are another message, whatever became of the first.
  watch(text, () => {
    messageId.value = newId()
  })
  return { text, messageId }
}
