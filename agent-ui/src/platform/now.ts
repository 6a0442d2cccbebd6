/** One clock for every ticking text: the server's time, as far as it is known, once a second. */
import { readonly, ref } from 'vue'

const now = ref(Date.now())
let skewMs = 0
let ticking = false

/** Below this the difference is the road's and the header's whole seconds, not the clock's. */
const TRUSTED_MS = 2_000

/** The `Date` header of an answer: a machine whose clock is wrong still shows true waiting times. */
export const noteServerTime = (header: string | null): void => {
  const said = header ? Date.parse(header) : Number.NaN
  if (Number.isNaN(said)) return
  const difference = said + 500 - Date.now()
  skewMs = Math.abs(difference) > TRUSTED_MS ? difference : 0
}

/** Epoch ms by the server's clock. */
export const serverNow = (): number => Date.now() + skewMs

/** Epoch ms, fresh each second. */
export const useNow = () => {
  if (!ticking) {
    ticking = true
    setInterval(() => {
      now.value = serverNow()
    }, 1_000)
  }
  now.value = serverNow()
  return readonly(now)
}
