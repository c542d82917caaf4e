import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

export const command: Command = {
  name: 'doctor', summary: 'looks whether this machine has what is needed, without starting anything',
  run: async (context) => {
    const checks = await context.parts.doctorChecks();
    context.answer(checks, () => checks.flatMap((check) => [`${check.ok ? 'ok ' : 'NOT'}  ${check.name}: ${check.detail}`, ...(check.ok || check.todo === null ? [] : [`     ${check.todo}`])]));
    return checks.every((check) => check.ok) ? exitCodes.ok : exitCodes.failed;
  },
};
