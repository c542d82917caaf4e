import { countWords, identityRuleWords, type IdentityRule, type IdentityRulesAnswer } from '../../model/index.ts';
import { withoutControls } from './table.ts';

/** Two lines for each rule: what it says, and who said so. */
export function ruleLines({ rules }: IdentityRulesAnswer): string[] {
  if (rules.length === 0) return ['No rules: words and evidence say who is who.', '  Set one: hindcast resolve rules add same "column:Customer no" C-1042 --dry-run'];
  return rules.flatMap((rule) => [`${rule.id}  ${withoutControls(identityRuleWords(rule))}`, `    ${stateWords(rule)}`]);
}

function stateWords({ at, by, takenBackAt, takenBackBy, records, heeded }: IdentityRule): string {
  const said = `Set on ${at.slice(0, 10)} by ${by ?? 'command line'}`;
  if (takenBackAt !== null) return `${said}, taken back on ${takenBackAt.slice(0, 10)} by ${takenBackBy ?? 'command line'}.`;
  return `${said}; ${countWords(records, 'record')}${heeded ? '' : ': too many for one person, so it joins nobody'}.`;
}
