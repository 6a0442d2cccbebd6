/** The agent's name at the provider: nothing of the person. It takes letters, digits and the underscore alone. */
export const identityOf = (userId: string): string => `agent_${userId.replaceAll('-', '_')}`
