/** Whether the sections show their names; kept on this machine. Narrow screens begin without. */
import { ref } from 'vue'

const STORED = 'perezvon.rail'
const stored = localStorage.getItem(STORED)
export const railWide = ref(stored ? stored === 'wide' : globalThis.innerWidth >= 1280)

export const toggleRail = (): void => {
  railWide.value = !railWide.value
  localStorage.setItem(STORED, railWide.value ? 'wide' : 'narrow')
}
