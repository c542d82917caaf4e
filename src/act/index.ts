/** What leaves the house, carried out and recorded. */
export { exportWorkspace } from './export/export-workspace.ts';
