/** The command line: one command per file over the same application as the API. */
export { runCli } from './run-cli.ts';
export type { CliParts, DoctorCheck, StartedServer } from './command.ts';
