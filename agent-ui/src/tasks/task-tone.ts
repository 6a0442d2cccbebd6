import type { Task } from '#shared/tasks/task.contract.ts'
import type { Tone } from '../kit/tone.ts'

const tones: Record<Task['state'], Tone> = { open: 'quiet', taken: 'busy', done: 'done', cancelled: 'quiet' }
export const toneOfState = (state: Task['state']): Tone => tones[state]
