/** Calls a client: the desk has the call at once, and the agent is led there. */
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { callClient } from '#shared/routing/outbound.contract.ts'
import { useDesk } from '../../desk/use-desk.ts'
import { useSay } from '../../kit/say.ts'
import { useLive } from '../../platform/live.ts'
import { useCommand } from '../../platform/live-query.ts'
import { taskReads } from '../../tasks/task-deeds.ts'

type Wish = { kind: 'phone' | 'page'; clientId?: string; addressId?: string; taskId?: string }

export const useCallClient = () => {
  const say = useSay()
  const router = useRouter()
  const { writable } = useLive()
  const { state, accept } = useDesk()
  const calling = useCommand(callClient, { whenLive: true, refreshes: taskReads })
  const busy = computed(() => !state.value || state.value.work.length + state.value.offers.length > 0)
  return {
    pending: calling.pending,
    /** Free to call: not at another client's, and the screen is not behind. */
    free: computed(() => writable.value && !busy.value),
    call: async (wish: Wish): Promise<void> => {
      const done = await calling.run({ body: wish })
      if (!done) {
        if (calling.failure.value) say.refused(calling.failure.value)
        return
      }
      accept(done.reply)
      await router.push('/desk')
    },
  }
}
