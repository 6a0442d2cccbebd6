/** Light, dark, or as the system has it; kept on this machine. */
import { readonly, ref } from 'vue'

export type Look = 'system' | 'light' | 'dark'
export const looks: Look[] = ['system', 'light', 'dark']

const STORED = 'perezvon.look'
const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)')
const look = ref<Look>('system')

const show = () => {
  const dark = look.value === 'dark' || (look.value === 'system' && system?.matches === true)
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
}

/** Before the first paint. */
export const startLook = (): void => {
  const stored = localStorage.getItem(STORED) as Look | null
  if (stored && looks.includes(stored)) look.value = stored
  system?.addEventListener('change', show)
  show()
}

export const setLook = (next: Look): void => {
  look.value = next
  localStorage.setItem(STORED, next)
  show()
}

export const useLook = () => readonly(look)
