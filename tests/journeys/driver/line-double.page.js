/**
 * Stands in for the provider's SDK in a page: its documented face (Device, Call and their events), without sound. The test
 * hands in `cloudConnect` and `cloudHangUp`; what was opened stands in `window.lines`.
 */
class LineCall {
  constructor(sid) {
    this.sid = sid
    this.muted = false
    this.listeners = {}
  }
  on(event, listener) {
    this.listeners[event] = [...(this.listeners[event] ?? []), listener]
    return this
  }
  emit(event, ...facts) {
    for (const tell of this.listeners[event] ?? []) tell(...facts)
  }
  mute(muted) {
    this.muted = muted
  }
  disconnect() {
    void window.cloudHangUp(this.sid)
    this.emit('disconnect')
  }
  getRemoteStream() {
    return undefined
  }
}

export class Device {
  constructor(token) {
    this.token = token
    this.audio = null
  }
  async connect({ params }) {
    const call = new LineCall(await window.cloudConnect(this.token, params))
    window.lines = [...(window.lines ?? []), call]
    setTimeout(() => call.emit('accept'), 20)
    return call
  }
  updateToken(token) {
    this.token = token
  }
  destroy() {
    this.audio = null
  }
}
