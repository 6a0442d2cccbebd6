/** A client who follows a claim by its link, and the handler who gave it to them. */
import type { Hub } from './hub.ts'
import { Visitor } from './visitor.ts'

export type Opened = { id: string; number: string }

export const followScene = async (hub: Hub) => {
  const handler = await hub.as('handler')
  const client = new Visitor(hub.url, '198.51.100.7')
  return {
    handler,
    client,
    /** In the handler's hands. */
    openClaim: async (input: object = {}): Promise<Opened> => {
      const { id: categoryId } = await hub.platform.db('claim_categories').first('id')
      const { body } = await handler.post('/api/claims', {
        clientId: hub.company.client.id,
        categoryId,
        severity: 'normal',
        description: 'Трубы ржавые',
        ...input,
      })
      const handlerId = hub.company.users.handler
      await handler.post(`/api/claims/${body.id}/assign`, { handlerId, version: 1 })
      return body
    },
    tokenFor: async ({ id }: Opened): Promise<string> => {
      const { body } = await handler.post(`/api/claims/${id}/follow-link`)
      return body.url.split('#')[1]
    },
    read: (token: string) => client.post('/api/follow/read', { token }),
  }
}
export type FollowScene = Awaited<ReturnType<typeof followScene>>
