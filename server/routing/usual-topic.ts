/** What a client who chose no topic is taken to want. */
export const USUAL_TOPIC = 'sales'
