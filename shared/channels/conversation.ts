/** When the messages to and from one client over one number of ours are one interaction, and when the next begins. */

/**
 * Over once nothing was written for so long, unless the client still waits for an answer: then whatever they add belongs
 * to it. Times in epoch ms.
 */
export const isOver = (
  conversation: { lastAt: number; owed: boolean },
  now: number,
  lastsMs: number,
): boolean => !conversation.owed && now - conversation.lastAt >= lastsMs
