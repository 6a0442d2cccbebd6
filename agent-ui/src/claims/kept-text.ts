/**
 * A text being written about a claim, kept in this browser under its writer’s name until it is sent or left: it survives a
 * reload, a crash and signing out, and nobody else’s sign-in shows it.
 */
import { computed, ref, watch } from 'vue'
import { useSession } from '../identity/session.ts'

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const placeOf = (user: string | undefined, key: string | null) =>
  user && key ? `perezvon.claim.${user}.${key}` : null

/** @param key what is written where: `note.<id>`; null: nothing is being written */
export const createKeptText = (house: {
  storage: Kept | undefined
  userId: () => string | undefined
  key: () => string | null
}) => {
  const place = () => placeOf(house.userId(), house.key())
  const text = ref('')
  watch(
    place,
    (at) => {
      text.value = (at && house.storage?.getItem(at)) || ''
    },
    { immediate: true, flush: 'sync' },
  )
  const typed = (value: string) => {
    text.value = value
    const at = place()
    if (!at) return
    if (value === '') house.storage?.removeItem(at)
    else house.storage?.setItem(at, value)
  }
  return computed({ get: () => text.value, set: typed })
}

export const useKeptText = (key: () => string | null) => {
  const { user } = useSession()
  return createKeptText({ storage: globalThis.localStorage, userId: () => user.value?.id, key })
}

/** What is kept under a key just now; empty: nothing. */
export const usePeek = () => {
  const { user } = useSession()
  return (key: string): string => {
    const at = placeOf(user.value?.id, key)
    return (at && globalThis.localStorage?.getItem(at)) || ''
  }
}
