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

/** Words by which a further column speaks of a purchase, of money, of chances, or holds what colleagues noted; in four languages. */
const purchaseWords = new RegExp(`(?<![a-z])(?:${[
  'deals?|opportunit(?:y|ies)|opps?|pipeline|stage|forecast|quota|probability|chance|likelihood|propensity|win|won|lost|loss|closed?|next step|score|grade|rating|tier|potential|priority',
  'amount|value|revenue|turnover|sales|spend|spent|budget|price|pricing|discount|rebate|margin|profit|cost|fee|arr|mrr|acv|tcv|ltv|clv|invoice|invoiced|order|orders|purchase|purchases|quote|quotes|proposal|contract|renewal|upsell|competitor|objection|blocker',
  'notes?|comments?|remarks?|memo|description|summary|minutes|internal|strategy|risk',
  'abschluss|angebot|angebote|auftrag|auftrage|umsatz|betrag|preis|rabatt|nachlass|marge|gewinn|kosten|wahrscheinlichkeit|verkaufschance|verkaufschancen|phase|rechnung|bestellung|vertrag|bemerkung|bemerkungen|notiz|notizen|kommentar|intern|bewertung|einkauf|kaufe?|wettbewerber|nachster schritt|verlustgrund',
  'affaires?|opportunites?|montant|remise|rabais|prix|chiffre d affaires|marge|probabilite|commande|commandes|devis|facture|contrat|remarques?|commentaires?|interne|etape|achat|achats|concurrent|prochaine etape|cout|couts',
  'oportunidad|oportunidades|negocio|importe|monto|descuento|precio|ingresos|ventas|margen|probabilidad|pedido|pedidos|presupuesto|factura|contrato|notas?|comentarios?|observaciones|interno|etapa|compra|compras|competidor|proximo paso|coste|costo',
].join('|')})(?![a-z])`);

/** True where something that a record says belongs to a purchase, and so not on the page of a person: that page tells nothing of deals. */
export const isOfPurchase = (kind: PersonKind, field: string, further: boolean): boolean =>
  further ? purchaseWords.test(foldedWords(field)) : ofPurchase[kind].some((name) => name === field);
