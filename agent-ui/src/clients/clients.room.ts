import type { Room } from '../platform/room.ts'
import { clientPalette } from './client-palette.ts'

export const clientsRoom: Room = {
  palette: [clientPalette],
}
