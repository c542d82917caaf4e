/** What a record of a person still tells of the truth to one who knows how it was written. */
export interface PersonTold {
  readonly key: string;
  readonly person: string;
  readonly account: number;
  readonly given: 'nothing' | 'initial' | 'name';
  readonly surname: boolean;
  readonly nameSlips: number;
  readonly mail: 'nothing' | 'box' | 'alias' | 'work' | 'private';
  readonly mailSlips: number;
  /** A mobile or desk in international form, '' where none is told. */
  readonly number: string;
  readonly isMobile: boolean;
  readonly phoneSlips: number;
  /** Whether the company is told, by name, id or line. */
  readonly company: boolean;
  readonly title: string;
}

/** The same of a record of a company. */
export interface CompanyTold {
  readonly key: string;
  readonly account: number;
  readonly name: 'whole' | 'first word';
  readonly nameSlips: number;
  readonly domain: boolean;
  readonly vat: boolean;
  readonly country: boolean;
  readonly city: boolean;
}
