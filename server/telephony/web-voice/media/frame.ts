/** The sound of the house inside a media process: mono, 16 bit, 48 kHz, in frames of 10 ms. */
export const RATE = 48_000
export const FRAME = 480
export const FRAME_MS = 10

/** Recordings and prompts: the width of a good telephone voice. */
export const VOICE_RATE = 16_000
export const VOICE_FRAME = 160

export const createFrame = (): Int16Array<ArrayBuffer> => new Int16Array(FRAME)
