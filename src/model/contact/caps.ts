import type { Principal } from '../access.ts';
import type { ContactRulesChange, VersionedContactRules } from './contact-rules.ts';
import type { DialAnswer, DialInput } from './dial.ts';
import type { ContactDecision, ContactWish } from './may-contact.ts';

/** How often people may be contacted: rules of the workspace, the dial of each person, and the decision that whoever contacts somebody asks for. */
export interface Caps {
  /** The rules in force, or those that were on a date. */
  rules(asOf?: string): Promise<VersionedContactRules>;
  /** Changes parts of the rules, as their next version. */
  setRules(change: ContactRulesChange, by: Principal): Promise<VersionedContactRules>;
  dial(person: string, asOf?: string): Promise<DialAnswer>;
  /** Sets a person's dial for the company. Throws `Failure('conflict')` above what the person allows. */
  setDial(person: string, input: DialInput, by: Principal): Promise<DialAnswer>;
  /** The person's own word, from their own page. */
  setOwnDial(person: string, input: DialInput): Promise<DialAnswer>;
  /** Whether a person may be contacted. With `book`, an allowed contact is written down with the answer, so that of two at the same time one waits. */
  mayContact(person: string, wish: ContactWish, by: Principal): Promise<ContactDecision>;
}
