/** What of an outgoing effect leaves the server: never its payload as it is. */
import type { EffectView } from '#shared/identity/outbox.contract.ts'
import { letter, MAIL } from '#shared/platform/mail.ts'
import type { EffectRow } from './outbox.store.ts'

export const presentEffect = (row: EffectRow, mailIsHeld: boolean): EffectView => {
  const mail = row.kind === MAIL ? letter.parse(row.payload) : null
  const waits = row.state === 'pending'
  const held = waits && mail !== null && mailIsHeld
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    state: held ? 'held' : row.state,
    attempts: row.attempts,
    createdAt: row.createdAt,
    nextAt: waits && !held ? row.nextAt : null,
    doneAt: row.doneAt,
    lastError: row.lastError,
    mail: mail && { to: mail.to, subject: mail.subject },
  }
}
