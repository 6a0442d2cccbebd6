/** Files on their way to a claim: one after another, each with how far it is, and what became of it. */
import { onScopeDispose, reactive } from 'vue'
import { type ApiFailure, asFailure } from '../../platform/failure.ts'
import { newId } from '../../platform/new-id.ts'
import type { Sending } from '../../platform/send-file.ts'

export type Upload = {
  id: string
  file: File
  state: 'waiting' | 'sending' | 'refused'
  /** From 0 to 1. */
  part: number
  /** Too large to be sent at all: an answer in the midst of a body is lost by browsers. */
  tooLarge: boolean
  failure: ApiFailure | null
}

/** The end of a name says more than its beginning: its kind. */
export const nameToSend = ({ name }: File): string => name.slice(-300) || 'file'

/**
 * @param deliver sends one, and does what is to be done once it has come; throws what it was refused with
 * @param most bytes of one; undefined while nobody knows
 */
export const useUploads = (
  deliver: (file: File, way: Pick<Sending, 'onProgress' | 'signal'>) => Promise<void>,
  most: () => number | undefined,
) => {
  const uploads = reactive<Upload[]>([])
  const stops = new Map<string, AbortController>()
  let working = false

  const drop = (id: string) => {
    const at = uploads.findIndex((one) => one.id === id)
    if (at >= 0) uploads.splice(at, 1)
  }
  const send = async (upload: Upload) => {
    const stop = new AbortController()
    stops.set(upload.id, stop)
    upload.state = 'sending'
    try {
      await deliver(upload.file, {
        onProgress: (part) => {
          upload.part = part
        },
        signal: stop.signal,
      })
      drop(upload.id)
    } catch (error) {
      const failure = asFailure(error)
      if (failure.code === 'cancelled') drop(upload.id)
      else Object.assign(upload, { state: 'refused', failure })
    } finally {
      stops.delete(upload.id)
    }
  }
  const work = async () => {
    if (working) return
    working = true
    for (let next = waiting(); next; next = waiting()) await send(next)
    working = false
  }
  const waiting = () => uploads.find(({ state }) => state === 'waiting')

  onScopeDispose(() => stops.forEach((stop) => stop.abort()))
  return {
    uploads,
    add: (files: Iterable<File>) => {
      for (const file of files) {
        const tooLarge = file.size > (most() ?? Number.POSITIVE_INFINITY)
        const state = tooLarge ? 'refused' : 'waiting'
        uploads.push({ id: newId(), file, state, part: 0, tooLarge, failure: null })
      }
      void work()
    },
    retry: (upload: Upload) => {
      Object.assign(upload, { state: 'waiting', part: 0, failure: null })
      void work()
    },
    /** Stops one that is on its way; takes one that was refused off the list. */
    dismiss: (upload: Upload) => {
      const stop = stops.get(upload.id)
      if (stop) stop.abort()
      else drop(upload.id)
    },
  }
}
