/** How loud a stream is, for a level bar: read it as often as the bar is drawn. */

export type LevelMeter = {
  /** 0 (silence) to 1 (full scale), on a scale of decibels; 0 while the browser holds sound back. */
  level(): number
  close(): void
}

/** Below this nothing shows. */
const FLOOR_DB = -60

export const createLevelMeter = (stream: MediaStream): LevelMeter => {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  const source = context.createMediaStreamSource(stream)
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level: () => {
      if (context.state === 'suspended') void context.resume()
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length
      const db = 10 * Math.log10(power + 1e-12)
      return Math.max(0, Math.min(1, 1 - db / FLOOR_DB))
    },
    close: () => {
      source.disconnect()
      void context.close()
    },
  }
}
