/** What a colour means. Screens name the meaning; only this file and theme.css know the colour. */
export type Tone = 'quiet' | 'online' | 'away' | 'ringing' | 'busy' | 'breach' | 'soon' | 'done'

type Colour = 'neutral' | 'success' | 'warning' | 'ringing' | 'primary' | 'error'

const colours: Record<Tone, Colour> = {
  quiet: 'neutral',
  online: 'success',
  away: 'warning',
  ringing: 'ringing',
  busy: 'primary',
  breach: 'error',
  soon: 'warning',
  done: 'success',
}

/** Each meaning has a shape too: colour alone says nothing to one reader in twelve. */
const icons: Record<Tone, string> = {
  quiet: 'i-lucide-circle-dashed',
  online: 'i-lucide-circle-check',
  away: 'i-lucide-coffee',
  ringing: 'i-lucide-bell-ring',
  busy: 'i-lucide-headset',
  breach: 'i-lucide-triangle-alert',
  soon: 'i-lucide-hourglass',
  done: 'i-lucide-check',
}

export const colourOf = (tone: Tone): Colour => colours[tone]
export const iconOf = (tone: Tone): string => icons[tone]
