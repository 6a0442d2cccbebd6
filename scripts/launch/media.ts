import { Refusal } from './refusal.ts'
import type { ServiceSpec } from './supervise.ts'

type PortRange = { from: number; to: number }

const rangeOf = (text: string | undefined): PortRange | null => {
  if (!text) return null
  const [, from, to] = /^(\d{4,5})-(\d{4,5})$/.exec(text) ?? []
  const range = { from: Number(from), to: Number(to) }
  if (range.from && range.to <= 65_535 && range.to - range.from >= 9) return range
  throw new Refusal(`MEDIA_UDP_PORTS is "${text}", and it wants at least ten ports in the form 40000-40200.`)
}

const countOf = (text: string | undefined, cores: number): number => {
  if (!text) return Math.max(1, Math.min(cores - 1, 4))
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count
  throw new Refusal(`MEDIA_PROCESSES is "${text}", and it wants a number from 1 to 64.`)
}

/** One media process for each spare core (MEDIA_PROCESSES), each with its share of the UDP ports (MEDIA_UDP_PORTS). */
export const mediaSpecs = (
  env: NodeJS.ProcessEnv,
  cores: number,
): Pick<ServiceSpec, 'name' | 'entry' | 'env'>[] => {
  const count = countOf(env.MEDIA_PROCESSES, cores)
  const range = rangeOf(env.MEDIA_UDP_PORTS)
  const share = range ? Math.floor((range.to - range.from + 1) / count) : 0
  return Array.from({ length: count }, (_, index) => {
    const from = range ? range.from + index * share : 0
    return {
      name: count === 1 ? 'media' : `media-${index + 1}`,
      entry: 'server/telephony/web-voice/media/main.ts',
      env: {
        ...env,
        ...(range && { MEDIA_UDP_PORTS: `${from}-${from + share - 1}` }),
      },
    }
  })
}
