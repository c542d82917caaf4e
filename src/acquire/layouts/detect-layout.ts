import { folded } from '../formats/words.ts';

export type Layout = 'salesforce' | 'hubspot' | 'pipedrive' | 'dynamics';

const telling: ReadonlyArray<{ layout: Layout; sure: RegExp; likely: RegExp; needed: number }> = [
  { layout: 'dynamics', sure: /^donotmodify/, likely: /^(potentialcustomer|estclosedate|estrevenue|actualclosedate|actualrevenue|pipelinephase|statusreason|regarding|statecode|estimatedvalue|estimatedclosedate|changedfield|createdon)$/, needed: 3 },
  { layout: 'hubspot', sure: /^(hsobjectid|hs[a-z0-9]*dateentered|dateentered(?=.{3}).*|hubspotowner.*|dealpipeline|hspipeline)$/, likely: /^(recordid|dealname|dealstage|dealowner|createdate|associatedcompany.*|pipeline|closedlostreason|associateddeal.*|propertyvalue)$/, needed: 3 },
  { layout: 'salesforce', sure: /^(stagename|isclosed|iswon|forecastcategory.*|fiscalperiod|opportunityowner|systemmodstamp|whatid|whoid|fieldevent|opportunityhistoryid|currencyisocode|companyaccount)$/, likely: /^(opportunityid|opportunityname|accountname|closedate|leadsource|nextstep|fromstage|tostage|createddate|stage|amount|age|lastmodified|lastmodifiedby|editdate|oldvalue|newvalue|assigned|subject|probability)$/, needed: 2 },
];

/** The CRM whose standard export a header looks like, or null. */
export function detectLayout(headers: readonly string[]): Layout | null {
  if (headers.filter((header) => /^(Deal|Organi[sz]ation|Person|Activity|Lead|Product|Update) - /.test(header)).length >= 3) return 'pipedrive';
  const names = headers.map(folded);
  const found = telling.find(({ sure, likely, needed }) => {
    const likelyOnes = names.filter((name) => likely.test(name)).length;
    return names.some((name) => sure.test(name)) ? likelyOnes >= needed : likelyOnes >= needed + 2 && names.some((name) => distinctive.test(name));
  });
  return found?.layout ?? null;
}

const distinctive = /^(potentialcustomer|estrevenue|dealstage|fromstage|pipelinephase)$/;
