import { sensitiveCategories, sensitiveCategoryOf } from './sensitive.ts';

/** One attribute that the product concludes about a person instead of reading it from a source. */
export interface Inference {
  /** What is concluded, in words that the person understands. */
  readonly attribute: string;
  /** How it is concluded. */
  readonly rule: string;
  /** What it is concluded from. */
  readonly from: readonly string[];
  /** What it is used for. */
  readonly use: string;
  /** True where its value says something of a purchase: it is named on the person's own page, without the value. */
  readonly aboutPurchase: boolean;
}

/**
 * A register of inferences. Throws where one of them names a sensitive attribute, as its conclusion or as what it is
 * concluded from: such an inference cannot be declared, and what is not declared has no id to be shown or used under.
 */
export function declareInferences<Id extends string>(declared: Readonly<Record<Id, Inference>>): Readonly<Record<Id, Inference>> {
  for (const [id, inference] of Object.entries<Inference>(declared)) {
    for (const name of [id, inference.attribute, ...inference.from]) {
      const category = sensitiveCategoryOf(name);
      if (category) throw new Error(`The inference "${id}" is refused: "${name}" tells ${sensitiveCategories[category]} of a person. Such attributes are never inferred.`);
    }
  }
  return declared;
}

/** Everything that the product concludes about a person today. Nothing else may be concluded. */
export const inferences = declareInferences({
  same_person: {
    attribute: 'Which records are of one person', rule: 'A user says that two records are, or are not, of the same person; the later word counts, and it outranks all else. Where nobody said anything, how much the name, the e-mail address, the telephone number, the company, the country, the city and the job title of two records agree is weighed; records are joined where the weight passes a threshold, and no limit keeps them apart.',
    from: ['words of users', 'name, e-mail address, telephone number, company, country, city and job title of the records'], use: 'The records are shown together, and the strictest consent among them counts for all.', aboutPurchase: false,
  },
  same_visitor: {
    attribute: 'Which visitors of websites the person is', rule: 'A user says so, which outranks all else; where nobody did, an e-mail address, or a telephone number, that the visitor gave and that records of this person alone have, unless it is one that several people read or share.',
    from: ['words of users', 'e-mail addresses and telephone numbers given on websites', 'e-mail address and telephone numbers of the records'], use: 'What was done on websites is shown with the records, and the strictest consent of visitor and records counts for both.', aboutPurchase: false,
  },
  company: {
    attribute: 'The company worked for', rule: 'The account id that the record names; its name comes from the list of accounts.',
    from: ['account id on the record', 'list of accounts'], use: 'The person is listed on the page of that company.', aboutPurchase: false,
  },
  touches: {
    attribute: 'How often there was contact, and when last', rule: 'Dated activities that name the record are counted: calls, meetings, e-mails and the like.',
    from: ['activities'], use: 'Shown beside the name, and counted, without the name, among the touches of the company. It is never a score or a rank of a person.', aboutPurchase: false,
  },
  takes_part: {
    attribute: 'Taking part in a purchase', rule: 'An activity that names both the record and a purchase, or an answer of the person about it, makes the person one of those who take part in it. Contact of the company while the purchase was open, noted on it alone or on websites, is shown as such. A role in it is what a record, an answer or a user says, never guessed.',
    from: ['activities', 'answers of the person', 'touches of websites'], use: 'The person is listed on the page of the purchase, with in what and when, and the contact counts there as a sign of life.', aboutPurchase: true,
  },
  role_suggested: {
    attribute: 'A role that the job title may mean', rule: 'Words of the job title are matched with five roles in a purchase: economic buyer, executive sponsor, purchasing, legal, technical evaluator.',
    from: ['job title', 'taking part in a purchase'], use: 'Shown on the page of the purchase as a suggestion, with its ground, until somebody says what is so. It gives nobody a role and is in no count.', aboutPurchase: true,
  },
  influence_named: {
    attribute: 'What an answer in own words means', rule: 'The words "who or what most influenced the choice" in an imported answer are matched with one of sixteen kinds of influence.',
    from: ['imported answers'], use: 'Counted, without the name, in what buyers say.', aboutPurchase: true,
  },
  inquiry_chance: {
    attribute: 'How likely an inquiry becomes a purchase', rule: 'Past inquiries that came in the same way are counted; a model is used only where it did better than that on past months.',
    from: ['where the inquiry came from', 'further columns of the inquiry that passed the column rules'], use: 'Shown beside the inquiry, so that the promising ones are answered first. It decides nothing by itself.', aboutPurchase: true,
  },
});
export type InferenceId = keyof typeof inferences;
export const inferenceIds = Object.keys(inferences) as [InferenceId, ...InferenceId[]];
