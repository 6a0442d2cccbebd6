/** Brings who hears whom in the room to what the legs' rows say: holding and muting each party, when that is news. */
import { mixOf } from '#shared/telephony/mix.ts'
import { openLegs } from '../leg.store.ts'
import type { Carrying } from './carrying.ts'
import { type LineRow, lineOfLeg, noteHearing } from './line.store.ts'
import { judge, restOf } from './rest.ts'
import { urlsOf } from './urls.ts'

/** In one room all hear each other, so that only who is to hear nobody is held, with what they hear meanwhile. */
export const arrangeRoom = async (carrying: Carrying): Promise<void> => {
  const legs = await openLegs(carrying.house.db, carrying.call.id)
  const mix = mixOf(legs)
  for (const leg of legs) {
    const line = await lineOfLeg(carrying.house.db, leg.id)
    // Who is not in the room yet is told when they enter it.
    if (line?.state !== 'joined' || !line.room_ref) continue
    const background = mix[leg.id]?.background
    // A client who is on their way back to the queue is not held on the way.
    const held =
      leg.side === 'client' && leg.part !== 'music' && (background === 'music' || background === 'tone')
    if (line.held === held && line.muted === leg.muted) continue
    await tell(carrying, line, {
      held,
      muted: leg.muted,
      why: background === 'tone' ? 'reconnecting' : 'hold',
    })
  }
}

const tell = async (
  { house, account, call }: Carrying,
  line: LineRow,
  hearing: { held: boolean; muted: boolean; why: string },
): Promise<void> => {
  const client = await restOf(account)
  const update = (roomRef: string) =>
    client
      .conferences(roomRef)
      .participants(line.ref)
      .update({
        hold: hearing.held,
        ...(hearing.held && {
          holdUrl: urlsOf(account.publicUrl).hold(call.id, hearing.why),
          holdMethod: 'POST',
        }),
        muted: hearing.muted,
      })
  try {
    await update(line.room_ref as string)
  } catch (error) {
    if (judge(error) !== 'gone') throw error
    // A room that everybody left is another one when they come again.
    const [room] = await client.conferences.list({ friendlyName: call.id, status: 'in-progress', limit: 1 })
    if (!room || room.sid === line.room_ref) return
    await update(room.sid)
  }
  await noteHearing(house.db, line.ref, { held: hearing.held, muted: hearing.muted })
}
