/** All rooms that have screens: the one list that the shell is put together from. */
import { identityRoom } from '../identity/identity.room.ts'
import type { Room } from '../platform/room.ts'

export const rooms: Room[] = [identityRoom]

const byOrder = (a: { order?: number }, b: { order?: number }) => (a.order ?? 50) - (b.order ?? 50)

export const navigation = rooms.flatMap((room) => room.navigation ?? []).sort(byOrder)
export const topBarParts = rooms.flatMap((room) => room.topBar ?? []).sort(byOrder)
export const frameParts = rooms.flatMap((room) => room.frame ?? []).sort(byOrder)
export const paletteSources = rooms.flatMap((room) => room.palette ?? [])
