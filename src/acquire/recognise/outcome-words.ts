import { folded } from '../formats/words.ts';

const won = /^(closed|geschlossen|cerrada?o?|fermee?|ferme)?(won|gewonnen|gagnee?|ganad[ao]|ganh[ao]|wins?|signed|success|abgeschlossengewonnen|closedwon|wonclosed|6won|statuswon|order|sold)$/;
const lost = /^(closed|geschlossen|cerrada?o?|fermee?|ferme)?(lost|verloren|perdue?|perdid[ao]|loss|lose|outsold|rejected|unsuccessful|abgelehnt|lostclosed)$/;
const noDecision = /^(closed)?(nodecision|cancell?ed|abandoned|withdrawn|disqualified|deleted|dead|keineentscheidung|abgebrochen|sansdecision|sindecision|canceled|expired|omitted|nobudget)$/;

export type OutcomeWord = 'won' | 'lost' | 'noDecision';

/** What the name of a stage or status says about the end of a deal; null for stages that go on. */
export function outcomeWord(name: string): OutcomeWord | null {
  const word = folded(name).replace(/^\d+/, '').replace(/\d+$/, '');
  if (won.test(word)) return 'won';
  if (lost.test(word)) return 'lost';
  if (noDecision.test(word)) return 'noDecision';
  if (/closedwon|wondeal|dealwon/.test(word)) return 'won';
  return /closedlost|lostdeal|deallost|^lost/.test(word) ? 'lost' : null;
}
