/** From a raw sound to a prompt: rate, silence at the ends, level, encoding. */

const TO_RATE = 16_000
/** Speech is brought to −19 dBFS while it sounds; peaks are bent below −1.5 dBFS. */
const SPEECH_LEVEL = 10 ** (-19 / 20)
const PEAK = 10 ** (-1.5 / 20)
const QUIET = 10 ** (-46 / 20)

const SPAN = 32

/** The weights of the samples around each of the places that an output sample can have between two of the input. */
const phasesOf = (rate: number): Float64Array[] => {
  const cutoff = Math.min(1, TO_RATE / rate) * 0.94
  return Array.from({ length: TO_RATE / greatestCommon(rate, TO_RATE) }, (_, phase) => {
    const between = ((phase * rate) % TO_RATE) / TO_RATE
    return Float64Array.from({ length: 2 * SPAN }, (_one, k) => {
      const away = between - (k - SPAN + 1)
      const x = away * cutoff
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      return sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * away) / (SPAN + 1)))
    })
  })
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b))

/** Windowed-sinc interpolation to 16 kHz; any whole rate. */
export const resampleTo16k = (samples: Float64Array, rate: number): Float64Array => {
  const phases = phasesOf(rate)
  return Float64Array.from({ length: Math.floor((samples.length * TO_RATE) / rate) }, (_, i) => {
    const from = Math.floor((i * rate) / TO_RATE) - SPAN + 1
    const weights = phases[i % phases.length]!
    let sum = 0
    for (let k = 0; k < 2 * SPAN; k++) sum += (samples[from + k] ?? 0) * weights[k]!
    return sum
  })
}

/** Cuts the silence off both ends, leaving 30 ms with faded edges. */
export const trimSilence = (samples: Float64Array): Float64Array => {
  const margin = TO_RATE * 0.03
  const loud = (value: number): boolean => Math.abs(value) > QUIET
  const first = samples.findIndex(loud)
  const last = samples.findLastIndex(loud)
  if (first < 0) throw new Error('The speech is silent')
  const part = samples.slice(Math.max(0, first - margin), last + margin)
  const fade = TO_RATE * 0.008
  return part.map((value, i) => value * Math.min(1, i / fade, (part.length - 1 - i) / fade))
}

/** Brings speech to the house's level. */
export const levelSpeech = (samples: Float64Array): Float64Array => {
  const gain = SPEECH_LEVEL / soundingLevel(samples)
  return samples.map((value) => bend(value * gain))
}

/** RMS over the 20 ms blocks that are not pauses. */
export const soundingLevel = (samples: Float64Array): number => {
  const block = TO_RATE * 0.02
  const powers = Array.from({ length: Math.ceil(samples.length / block) }, (_, i) => {
    const part = samples.subarray(i * block, (i + 1) * block)
    return part.reduce((sum, value) => sum + value * value, 0) / part.length
  })
  const loudest = Math.max(...powers)
  const sounding = powers.filter((power) => power > loudest / 1000)
  return Math.sqrt(sounding.reduce((sum, power) => sum + power, 0) / sounding.length)
}

const bend = (value: number): number => {
  const knee = PEAK * 0.7
  const size = Math.abs(value)
  if (size <= knee) return value
  const over = (size - knee) / (PEAK - knee)
  return Math.sign(value) * (knee + ((PEAK - knee) * over) / (1 + over))
}

const toInt16 = (value: number): number => Math.max(-32768, Math.min(32767, Math.round(value * 32767)))

const encodeMulaw = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0
  const biased = Math.min(Math.abs(sample), 32635) + 0x84
  const exponent = 24 - Math.clz32(biased)
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff
}

const header = (format: number, bits: number, dataBytes: number): Buffer => {
  const out = Buffer.alloc(44)
  out.write('RIFF', 0)
  out.writeUInt32LE(36 + dataBytes + (dataBytes % 2), 4)
  out.write('WAVEfmt ', 8)
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(format, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(TO_RATE, 24)
  out.writeUInt32LE((TO_RATE * bits) / 8, 28)
  out.writeUInt16LE(bits / 8, 32)
  out.writeUInt16LE(bits, 34)
  out.write('data', 36)
  out.writeUInt32LE(dataBytes, 40)
  return out
}

/** A 16 kHz mono µ-law WAV (ITU-T G.711): half the size of PCM, and enough for speech. */
export const mulawWav = (samples: Float64Array): Buffer => {
  const data = Buffer.from(Uint8Array.from(samples, (value) => encodeMulaw(toInt16(value))))
  return Buffer.concat([header(7, 8, data.length), data, Buffer.alloc(data.length % 2)])
}

/** A 16 kHz mono 16-bit WAV: for music, whose soft tails µ-law would make hiss. */
export const pcmWav = (samples: Float64Array): Buffer => {
  const data = Buffer.from(Int16Array.from(samples, toInt16).buffer)
  return Buffer.concat([header(1, 16, data.length), data])
}
