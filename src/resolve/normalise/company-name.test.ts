import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseCompany } from './company-name.ts';

/** Name as written | country of the record | core | generic form. */
const names = `
JPMorgan Chase & Co.||jpmorgan chase|company
J.P. Morgan Chase & Co||jp morgan chase|company
A-B-C Company||abc|company
The Limited||the limited|limited
The Company||the company|company
Pty Limited||pty limited|limited
GmbH||gmbh|
X Corp.||x corp|corporation
3M Company||3m|company
AT&T Inc.||at and t|corporation
Procter & Gamble Co||procter and gamble|company
The Coca-Cola Company||coca cola|company
Marks and Spencer Group plc||marks and spencer group|stock
Marks & Spencer Group P.L.C.||marks and spencer group|stock
Yahoo! Inc.||yahoo|corporation
Macy's, Inc.||macys|corporation
McDonald’s Corporation||mcdonalds|corporation
Berkshire Hathaway Inc||berkshire hathaway|corporation
Ernst & Young LLP||ernst and young|partnership
Bloomberg L.P.||bloomberg|limited partnership
Kirkland & Ellis LLP|US|kirkland and ellis|partnership
Bank of America, National Association|US|bank of america|public
Wells Fargo Bank, N.A.|US|wells fargo bank|public
Smith Dental P.C.|US|smith dental|corporation
Acme Holdings, L.L.C.||acme holdings|limited
Acme Widgets LC|US|acme widgets|limited
Acme Widgets Ltd. Co.||acme widgets|limited
Acme Co., Ltd.||acme|limited
Acme Trading Company Limited||acme trading|limited
Tesco PLC|GB|tesco|stock
Dwr Cymru Cyfyngedig|GB|dwr cymru|limited
Citizens Advice CIC|GB|citizens advice|nonprofit
Ryanair Designated Activity Company|IE|ryanair|limited
Accenture Global Solutions DAC|IE|accenture global solutions|limited
BHP Group Pty Ltd|AU|bhp group|limited
Atlassian Pty. Limited|AU|atlassian|limited
Woolworths Proprietary Limited||woolworths|limited
Gold Road NL|AU|gold road|corporation
Naspers (Pty) Ltd|ZA|naspers|limited
Corner Store CC|ZA|corner store|limited
Infosys BPM Private Limited|IN|infosys bpm|limited
Tata Steel (P) Ltd.|IN|tata steel|limited
Zoho Corporation Pvt. Ltd.|IN|zoho|limited
Grab Holdings Pte. Ltd.|SG|grab holdings|limited
DBS Vickers (Pte) Ltd|SG|dbs vickers|limited
AirAsia Sdn. Bhd.|MY|airasia|limited
Maybank Berhad|MY|maybank|stock
PT Astra International Tbk|ID|astra international|stock
P.T. Telkom Indonesia (Persero) Tbk|ID|telkom indonesia|stock
CV Maju Jaya|ID|maju jaya|partnership
Công ty TNHH Samsung Việt Nam|VN|samsung viet nam|limited
CÔNG TY CỔ PHẦN SỮA VIỆT NAM|VN|sua viet nam|stock
Siemens AG|DE|siemens|stock
SIEMENS A.G.|DE|siemens|stock
SAP SE||sap|stock
Robert Bosch GmbH|DE|robert bosch|limited
Müller Fleisch G.m.b.H.|DE|muller fleisch|limited
Red Bull Ges.m.b.H.|AT|red bull|limited
Lidl Stiftung & Co. KG|DE|lidl|limited partnership
dm-drogerie markt GmbH + Co. KG|DE|dm drogerie markt|limited partnership
Würth Industrie Service GmbH & Co.KG|DE|wurth industrie service|limited partnership
Aldi GmbH und Co. KG|DE|aldi|limited partnership
Bauer und Sohn KG|DE|bauer and sohn|limited partnership
Tengelmann Warenhandelsgesellschaft KG||tengelmann warenhandelsgesellschaft|limited partnership
Merck KGaA|DE|merck|stock
Fresenius SE & Co. KGaA|DE|fresenius|stock
Henkel AG & Co. KGaA|DE|henkel|stock
Kleine Idee UG (haftungsbeschränkt)|DE|kleine idee|limited
Kleine Idee UG (haftungsbeschränkt) & Co. KG|DE|kleine idee|limited partnership
Gesellschaft für Technik mbH|DE|gesellschaft fur technik|limited
Weber & Partner mbB|DE|weber and partner|partnership
Hans Meier e.K.|DE|hans meier|sole trader
DATEV eG|DE|datev|cooperative
ADAC e.V.|DE|adac|nonprofit
Huber OG|AT|huber|partnership
Meier Bau GmbH in Liquidation|DE|meier bau|limited
Beispiel GmbH i.L.|DE|beispiel|limited
Nestlé S.A.|CH|nestle|stock
Logitech International SA|CH|logitech international|stock
Rolex SA||rolex|stock
Victorinox AG|CH|victorinox|stock
Michelin SCA|FR|michelin|stock
Société Générale S.A.|FR|societe generale|stock
Decathlon SAS|FR|decathlon|stock
SARL Dupont & Fils|FR|dupont and fils|limited
EURL Martin|FR|martin|limited
SAS Boulangerie du Port|FR|boulangerie du port|stock
Skype Technologies S.à r.l.|LU|skype technologies|limited
Amazon EU S.a.r.l.|LU|amazon eu|limited
Anheuser-Busch InBev SA/NV|BE|anheuser busch inbev|stock
Colruyt Group N.V.|BE|colruyt group|stock
Bakkerij Jansen BVBA|BE|bakkerij jansen|limited
Philips B.V.|NL|philips|limited
Koninklijke Philips N.V.|NL|koninklijke philips|stock
FrieslandCampina Coöperatie U.A.|NL|frieslandcampina|cooperative
Stichting INGKA Foundation|NL|ingka foundation|foundation
Bakker V.O.F.|NL|bakker|partnership
Inditex, S.A.|ES|inditex|stock
Mercadona, S.L.U.|ES|mercadona|limited
Panadería López S. L.|ES|panaderia lopez|limited
Mondragon S. Coop.|ES|mondragon|cooperative
Talleres Ruiz, C.B.|ES|talleres ruiz|partnership
Galp Energia SGPS, S.A.|PT|galp energia|stock
Padaria Sol, Lda.|PT|padaria sol|limited
Silva Unipessoal Lda|PT|silva|limited
Petrobras S/A|BR|petrobras|stock
Magazine Luiza S.A.|BR|magazine luiza|stock
Padaria Central Ltda - ME|BR|padaria central|limited
Ferrari S.p.A.|IT|ferrari|stock
Ferrari S. P. A.|IT|ferrari|stock
Rossi S.r.l.|IT|rossi|limited
Rossi Srl a socio unico|IT|rossi|limited
Bianchi & C. S.n.c.|IT|bianchi and c|partnership
Cooperativa Verde Soc. Coop. a r.l.|IT|cooperativa verde|cooperative
Grupo Bimbo S.A.B. de C.V.|MX|grupo bimbo|stock
Tacos del Norte, S. de R.L. de C.V.|MX|tacos del norte|limited
Cemex SA de CV|MX|cemex|stock
Bancolombia S.A.|CO|bancolombia|stock
Café Andino S.A.S.|CO|cafe andino|stock
Falabella SpA|CL|falabella|stock
Arcor S.A.I.C.|AR|arcor|stock
Backus S.A.A.|PE|backus|stock
Bodega Lima E.I.R.L.|PE|bodega lima|sole trader
Allegro sp. z o.o.|PL|allegro|limited
Allegro Sp.z o.o.|PL|allegro|limited
ALLEGRO SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ|PL|allegro|limited
Nowak sp. z o.o. sp. k.|PL|nowak|limited partnership
KGHM Polska Miedź S.A.|PL|kghm polska miedz|stock
Kowalski s.c.|PL|kowalski|partnership
Škoda Auto a.s.|CZ|skoda auto|stock
Avast Software s.r.o.|CZ|avast software|limited
Pivovar Malý, spol. s r.o.|CZ|pivovar maly|limited
Slovnaft, a.s.|SK|slovnaft|stock
MOL Nyrt.|HU|mol|stock
Prezi.com Kft.|HU|prezi com|limited
Kovács és Társa Bt.|HU|kovacs es tarsa|limited partnership
Dacia SRL|RO|dacia|limited
S.C. Dacia Service S.R.L.|RO|dacia service|limited
Gorenje d.o.o.|SI|gorenje|limited
Krka, d. d.|SI|krka|stock
Нафтагаз Сервис д.о.о.|RS|naftagaz servis|limited
Софарма АД|BG|sofarma|stock
ЕТ Иван Петров|BG|ivan petrov|sole trader
ООО «Ромашка»|RU|romashka|limited
ПАО «Газпром»|RU|gazprom|stock
OOO Yandex|RU|yandex|limited
ТОВ «Нова Пошта»|UA|nova poshta|limited
Μυτιληναίος Α.Ε.|GR|mytilinaios|stock
Koç Holding A.Ş.|TR|koc holding|stock
Yıldız Gıda San. ve Tic. Ltd. Şti.|TR|yildiz gida|limited
ANADOLU LİMİTED ŞİRKETİ|TR|anadolu|limited
Novo Nordisk A/S|DK|novo nordisk|stock
Lego System ApS|DK|lego system|limited
Arla Foods amba|DK|arla foods|cooperative
Equinor ASA|NO|equinor|stock
Fjord Fisk AS|NO|fjord fisk|stock
AB Volvo (publ)|SE|volvo|limited
Spotify Aktiebolag|SE|spotify|limited
Handelsbolaget Berg|SE|handelsbolaget berg|
Oy Karl Fazer Ab|FI|karl fazer|limited
Nokia Oyj|FI|nokia|stock
Kone Oy|FI|kone|limited
Marel hf.|IS|marel|stock
OÜ Bolt Technology|EE|bolt technology|limited
AS Tallink Grupp|EE|tallink grupp|stock
AS Roma||as roma|
UAB Maxima LT|LT|maxima lt|limited
SIA Rimi Latvia|LV|rimi latvia|limited
トヨタ自動車株式会社|JP|toyotazidongche|stock
株式会社日立製作所|JP|rilizhizuosuo|stock
㈱リコー|JP|riko|stock
Sony Kabushiki Kaisha|JP|sony|stock
Toyota Motor Co., Ltd.|JP|toyota motor|limited
华为技术有限公司|CN|huaweijishu|limited
中国石油天然气股份有限公司|CN|zhongguoshiyoutianranqi|stock
台灣積體電路製造股份有限公司|TW|taiwanjitidianluzhizao|stock
삼성전자주식회사|KR|samseongjeonja|stock
(주)네이버|KR|neibeo|stock
Samsung Electronics Co., Ltd.|KR|samsung electronics|limited
Emaar Properties PJSC|AE|emaar properties|stock
Bright Trading FZ-LLC|AE|bright trading|limited
Desert Rose W.L.L.|BH|desert rose|limited
Safaricom PLC|KE|safaricom|stock
Dangote Cement Plc|NG|dangote cement|stock
Made In C||made in c|
Touch Me||touch me|
Club Med SAS||club med|stock
Johnson + Johnson||johnson and johnson|
D&B||d and b|
Holding||holding|
株式会社||zhushihuishe|`.trim().split('\n').map((line) => line.split('|') as [string, string, string, string]);

test.each(names)('%s (%s) is "%s", %s', (name, country, core, legalForm) => {
  expect(normaliseCompany(name, country)).toEqual({ core, legalForm });
});

test('the table of names is long enough to mean something', () => expect(names.length).toBeGreaterThanOrEqual(120));

const word = fc.constantFrom('Acme', 'Müller', 'Nordwind', 'Łódź', 'Sol', 'Жук', 'Globex', '3M', 'Ng');
const form = fc.constantFrom('GmbH', 'Ltd', 'S.p.A.', 'Pty Limited', 'Inc.', 'GmbH & Co. KG', 'sp. z o.o.', 'LLC', 'B.V.', 'Co., Ltd.', 'A.Ş.', '');

test('whatever form is written after a name, its core is that of the bare name', () => {
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), form, (words, legal) => {
    expect(normaliseCompany(`${words.join(' ')} ${legal}`).core).toBe(normaliseCompany(words.join(' ')).core);
  }));
});

test('a name with letters is never emptied, and a core is ASCII that stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
    const { core } = normaliseCompany(name);
    expect(core).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
    if (/[a-z]/i.test(name)) expect(core).not.toBe('');
  }));
});

test('case and the dots of a form do not matter', () => {
  fc.assert(fc.property(word, fc.constantFrom('g.m.b.h.', 's.p.a.', 's.r.l.', 'l.l.c.', 'd.o.o.', 'k.k.'), (name, legal) => {
    const forms = [legal, legal.replaceAll('.', ''), legal.toUpperCase(), legal.replaceAll('.', '. ')].map((one) => normaliseCompany(`${name} ${one}`));
    expect(new Set(forms.map((one) => JSON.stringify(one))).size).toBe(1);
  }));
});
