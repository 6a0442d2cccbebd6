/** The door of the knowledge room. */
export { articleRoutes } from './article.routes.ts'
