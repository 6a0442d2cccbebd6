/** One sound at a time on the page of prompts: who begins another ends the one before. */
import { onScopeDispose, ref } from 'vue'
import { hearPrompt } from '#shared/telephony/prompt.contract.ts'
import type { PromptLanguage } from '#shared/telephony/prompts.ts'
import { urlOf } from '../../platform/api.ts'

export const soundAddress = (prompt: string, language: PromptLanguage, version: number): string =>
  urlOf(hearPrompt.path, { prompt }, { language, version })

export const useListening = () => {
  const audio = new Audio()
  /** The address of what plays. */
  const playing = ref<string | null>(null)
  const stop = () => {
    audio.pause()
    playing.value = null
  }
  const toggle = (address: string) => {
    if (playing.value === address) return stop()
    audio.src = address
    playing.value = address
    // What the browser or the network refuses is over at once.
    audio.play().catch(stop)
  }
  audio.addEventListener('ended', stop)
  onScopeDispose(stop)
  return { playing, toggle }
}
