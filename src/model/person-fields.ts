import { foldedWords } from './sensitive.ts';
import type { FieldOf } from './kinds.ts';
import type { PersonKind } from './people.ts';

/** Fields of a record that its person may ask to have corrected. Further columns, under their own headers, may be corrected too. */
const correctable: { readonly [K in PersonKind]: ReadonlyArray<FieldOf<K>> } = {
  contact: ['name', 'email', 'phone', 'title', 'role', 'accountName'],
  lead: ['name', 'email', 'company'],
};
/** Fields that tell what came of an inquiry: a purchase. */
const ofPurchase: { readonly [K in PersonKind]: ReadonlyArray<FieldOf<K>> } = { contact: [], lead: ['dealId', 'converted', 'convertedAt', 'status'] };

export const isCorrectable = (kind: PersonKind, field: string, further: boolean): boolean => further || correctable[kind].some((name) => name === field);

/** Stems by which a further column speaks of a purchase, of money or of chances, also within compounds; in four languages. */
const purchaseStems = new RegExp([
  'opportunit|pipeline|forecast|probab|likelihood|propensity|next step|potential|amount|revenue|turnover|discount|rebate|pric(?:e|ing)|margin|profit|budget|invoice|purchas|proposal|contract|renewal|upsell|competitor|objection|blocker|comment|remark|negotiat|concession',
  'abschluss|angebot|auftrag|umsatz|betrag|preis|rabatt|nachlass|skonto|marge|gewinn|kosten|wahrscheinlich|verkaufschance|rechnung|bestell|vertrag|bemerkung|notiz|kommentar|bewertung|einkauf|wettbewerb|nachster schritt|verlust|verhandlung|potenzial',
  'opportunite|affaire|montant|remise|rabais|chiffre d affaires|probabilite|commande|devis|facture|contrat|remarque|commentaire|etape|achat|concurrent|prochaine etape|negociation',
  'oportunidad|negocio|importe|monto|descuento|precio|ingreso|ventas|margen|probabilidad|pedido|presupuesto|factura|contrato|comentario|observacion|etapa|compra|competidor|proximo paso|negociacion',
].join('|'));
/** Short words that mean so only where they stand alone. */
const purchaseWords = /(?<![a-z])(?:deals?|opps?|stage|quota|chance|win|won|lost|loss|closed?|score|grade|rating|tier|priority|values?|sales|spend|spent|costs?|fees?|arr|mrr|acv|tcv|ltv|clv|orders?|quotes?|notes?|memo|description|summary|minutes|internal|intern|interne|interno|strategy|risk|phase|kaufe?|prix|couts?|notas?|costes?|coste)(?![a-z])/;
/** Money and shares say something of a purchase, whatever their column is called. */
const moneyOrShare = /[€$£¥%]|(?<![A-Z])(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK)(?![A-Z])/;

const speaksOfPurchase = (words: string): boolean => purchaseStems.test(words) || purchaseWords.test(words);

/** True where something that a record says belongs to a purchase, and so not on the page of a person: that page tells nothing of deals. */
export const isOfPurchase = (kind: PersonKind, { field, further, value }: { readonly field: string; readonly further: boolean; readonly value: string }): boolean =>
  further ? speaksOfPurchase(foldedWords(field)) || moneyOrShare.test(value) : ofPurchase[kind].some((name) => name === field);
