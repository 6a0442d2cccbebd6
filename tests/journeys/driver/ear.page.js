/*
 * Runs in a page before its own code: an ear at what the page plays. Every sound of the other party goes through an
 * audio element; the ear taps the stream of the latest one that plays and tells how loud each asked frequency is, in
 * decibels of full scale (a tone of −12 is clear, below −60 is nothing).
 */
{
  let stream = null
  let element = null
  let tap = null
  const { set, get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    configurable: true,
    get,
    set(next) {
      if (next instanceof MediaStream && next.getAudioTracks().length > 0) {
        stream = next
        element = this
      }
      set.call(this, next)
    },
  })

  /** Goertzel's algorithm under a Hann window. */
  const level = (samples, hz, rate) => {
    const n = samples.length
    const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate)
    let s1 = 0
    let s2 = 0
    for (let i = 0; i < n; i++) {
      const s0 = samples[i] * (1 - Math.cos((2 * Math.PI * i) / (n - 1))) + coefficient * s1 - s2
      s2 = s1
      s1 = s0
    }
    const amplitude = (2 * Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2))) / n
    return 20 * Math.log10(amplitude + 1e-9)
  }

  const tapOf = async (source) => {
    if (tap?.source === source) return tap
    tap?.context.close()
    const context = new AudioContext({ sampleRate: 48_000 })
    const analyser = new AnalyserNode(context, { fftSize: 16_384 })
    context.createMediaStreamSource(source).connect(analyser)
    tap = { source, context, analyser }
    return tap
  }

  /** Levels of the frequencies, and of everything together (`all`). Null while there is nothing to hear. */
  globalThis.perezvonEar = async (frequencies) => {
    if (!stream || element.paused) return null
    const { context, analyser } = await tapOf(stream)
    if (context.state !== 'running') {
      context.resume()
      return null
    }
    const samples = new Float32Array(analyser.fftSize)
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length
    const heard = frequencies.map((hz) => [hz, level(samples, hz, context.sampleRate)])
    return { ...Object.fromEntries(heard), all: 10 * Math.log10(power + 1e-12) }
  }

  /** What each channel of a recording holds: how loud each frequency is where it is loudest, and in the very middle. */
  globalThis.perezvonRecording = async (url, frequencies) => {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`the recording answers ${answer.status}`)
    const context = new OfflineAudioContext(2, 1, 16_000)
    const sound = await context.decodeAudioData(await answer.arrayBuffer())
    const step = sound.sampleRate / 2
    const loudest = (samples, hz) => {
      let most = -Infinity
      for (let from = 0; from + step <= samples.length; from += step)
        most = Math.max(most, level(samples.subarray(from, from + step), hz, sound.sampleRate))
      return most
    }
    const side = (channel) => {
      const samples = sound.getChannelData(channel)
      const middle = samples.subarray((samples.length - step) / 2, (samples.length + step) / 2)
      const each = (heard) => Object.fromEntries(frequencies.map((hz) => [hz, heard(hz)]))
      return {
        loudest: each((hz) => loudest(samples, hz)),
        middle: each((hz) => level(middle, hz, sound.sampleRate)),
      }
    }
    return { seconds: sound.duration, channels: sound.numberOfChannels, left: side(0), right: side(1) }
  }

  globalThis.perezvonConstraints = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  }
}
