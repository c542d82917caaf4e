import type { System } from './setting.ts';

/** One contact as a system holds it: text as it was typed, '' where nothing was. */
export interface ContactRow {
  readonly id: string;
  readonly source: System;
  /** YYYY-MM-DD */
  readonly created: string;
  /** Filled by systems with two columns for the name. */
  readonly firstName: string;
  readonly lastName: string;
  /** Filled by systems with one column for the name. */
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly website: string;
  readonly country: string;
  readonly city: string;
  readonly jobTitle: string;
}

/** What of the truth a row still tells to one who knows how it was written. */
export interface Carried {
  source: System;
  /** Whose row it is. */
  person: number;
  /** The firm that it speaks of. */
  firm: number;
  given: 'nothing' | 'initial' | 'name';
  surname: 'nothing' | 'name';
  /** Slips in the two names. */
  nameSlips: number;
  mail: 'nothing' | 'shared box' | 'alias' | 'work' | 'private';
  mailSlips: number;
  phone: 'nothing' | 'switchboard' | 'assistant' | 'desk' | 'mobile';
  phoneSlips: number;
  /** National digits. */
  number: string;
  company: boolean;
  website: boolean;
  city: boolean;
  country: boolean;
  post: number;
  /** A repetition of the person's row before it. */
  isRepeated: boolean;
}
