/**
 * The sound of the house inside a media process: mono, 16 bit, 16 kHz, in frames of 10 ms.
 * It is what G.722 carries, what recordings keep and what prompts are made in: more would only be thrown away.
 */
export const RATE = 16_000
export const FRAME = 160
export const FRAME_MS = 10

export const createFrame = (): Int16Array<ArrayBuffer> => new Int16Array(FRAME)
