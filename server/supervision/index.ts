/** The supervision room's door. */
export { boardRoutes } from './board.routes.ts'
export { runBoard } from './run-board.ts'
