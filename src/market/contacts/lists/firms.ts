import type { Country } from './people.ts';

/** What a country's firms look like on paper. */
export interface FirmLists {
  /** Its name as people write it; the first is the register's. */
  readonly names: readonly string[];
  /** Legal forms: every way of writing each, the register's first; commonest form first. */
  readonly forms: ReadonlyArray<readonly string[]>;
  readonly cities: ReadonlyArray<readonly [city: string, areaCode: string]>;
  readonly trades: readonly string[];
  readonly regions: readonly string[];
  readonly calling: string;
  /** Dialled before a national number within the country. */
  readonly trunk: string;
  readonly mobile: readonly string[];
  /** Digits after the prefix of a mobile. */
  readonly mobileDigits: number;
  /** Digits of a line, area code included, trunk left out. */
  readonly lineTotal: number;
  readonly freeMail: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

export const firmLists: Readonly<Record<Country, FirmLists>> = {
  DE: {
    names: ['Germany', 'Deutschland', 'DE', 'D'], forms: [['GmbH', 'GmbH', 'Gmbh', 'G.m.b.H.', 'Gesellschaft mit beschränkter Haftung'], ['GmbH & Co. KG', 'GmbH & Co KG', 'GmbH+Co.KG', 'GmbH u. Co. KG'], ['AG', 'AG', 'A.G.', 'Aktiengesellschaft'], ['KG'], ['e.K.', 'eK'], ['SE']],
    cities: [['Berlin', '30'], ['Hamburg', '40'], ['München', '89'], ['Köln', '221'], ['Frankfurt am Main', '69'], ['Stuttgart', '711'], ['Düsseldorf', '211'], ['Leipzig', '341'], ['Dortmund', '231'], ['Nürnberg', '911'], ['Münster', '251'], ['Würzburg', '931']],
    trades: words('Maschinenbau Logistik Metallbau Elektrotechnik Software Bau Medizintechnik Kunststofftechnik Energie Lebensmittel Beratung Handel Optik Verpackung Druck Umwelttechnik Antriebstechnik Systeme Werkzeuge Immobilien'), regions: words('Rhein Hanse Nord Süd Elbe Alpen Ruhr Main Neckar Harz'),
    calling: '49', trunk: '0', mobile: ['151', '152', '157', '159', '176'], mobileDigits: 8, lineTotal: 10, freeMail: ['gmx.de', 'web.de', 'gmail.com', 't-online.de', 'outlook.de', 'freenet.de'],
  },
  FR: {
    names: ['France', 'FR', 'FRANCE', 'F'], forms: [['SARL', 'S.A.R.L.', 'Sarl'], ['SAS', 'S.A.S.', 'Société par actions simplifiée'], ['SA', 'S.A.', 'Société anonyme'], ['EURL'], ['SASU']],
    cities: [['Paris', '1'], ['Lyon', '4'], ['Marseille', '4'], ['Toulouse', '5'], ['Lille', '3'], ['Bordeaux', '5'], ['Nantes', '2'], ['Strasbourg', '3'], ['Saint-Étienne', '4'], ['Orléans', '2']],
    trades: words('Industrie Logistique Transports Énergie Bâtiment Conseil Informatique Emballages Services Plastiques Santé Électronique Mécanique Distribution Textiles Chimie Optique Alimentaire'), regions: words('Atlantique Rhône Bretagne Loire Provence Alsace Occitanie Seine'),
    calling: '33', trunk: '0', mobile: ['6', '7'], mobileDigits: 8, lineTotal: 9, freeMail: ['orange.fr', 'gmail.com', 'free.fr', 'wanadoo.fr', 'laposte.net', 'hotmail.fr'],
  },
  GB: {
    names: ['United Kingdom', 'UK', 'GB', 'Great Britain', 'England'], forms: [['Ltd', 'Limited', 'Ltd.', 'LTD'], ['PLC', 'plc', 'Public Limited Company'], ['LLP', 'Limited Liability Partnership']],
    cities: [['London', '20'], ['Manchester', '161'], ['Birmingham', '121'], ['Leeds', '113'], ['Glasgow', '141'], ['Bristol', '117'], ['Sheffield', '114'], ['Edinburgh', '131'], ['Cardiff', '29'], ['Reading', '118']],
    trades: words('Engineering Logistics Foods Energy Software Consulting Packaging Medical Plastics Optics Services Construction Textiles Chemicals Electronics Solutions Holdings Freight Components Instruments'), regions: words('Northern Thames Pennine Severn Highland Mersey Anglia Wessex'),
    calling: '44', trunk: '0', mobile: ['7400', '7500', '7700', '7710', '7720', '7800', '7900', '7911'], mobileDigits: 6, lineTotal: 10, freeMail: ['gmail.com', 'hotmail.co.uk', 'yahoo.co.uk', 'btinternet.com', 'outlook.com', 'icloud.com'],
  },
  US: {
    names: ['United States', 'USA', 'US', 'U.S.A.', 'United States of America'], forms: [['Inc.', 'Inc', 'Incorporated', ', Inc.'], ['LLC', 'L.L.C.', 'Limited Liability Company'], ['Corp.', 'Corporation', 'Corp'], ['Co.', 'Company'], ['LP']],
    cities: [['New York', '212'], ['Chicago', '312'], ['Houston', '713'], ['San Francisco', '415'], ['Boston', '617'], ['Atlanta', '404'], ['Dallas', '214'], ['Seattle', '206'], ['Denver', '303'], ['Los Angeles', '213'], ['Columbus', '614'], ['Minneapolis', '612']],
    trades: words('Manufacturing Logistics Foods Energy Software Consulting Packaging Medical Plastics Optics Services Construction Textiles Chemicals Electronics Solutions Holdings Freight Components Technologies'), regions: words('Pacific Midwest Lone-Star Great-Lakes Atlantic Rocky-Mountain Liberty Summit'),
    calling: '1', trunk: '', mobile: ['917', '773', '832', '628', '857', '678', '469', '425'], mobileDigits: 7, lineTotal: 10, freeMail: ['gmail.com', 'yahoo.com', 'aol.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'comcast.net'],
  },
  ES: {
    names: ['Spain', 'España', 'ES', 'Espana'], forms: [['S.L.', 'SL', 'Sociedad Limitada', 'S.L'], ['S.A.', 'SA', 'Sociedad Anónima'], ['S.L.U.', 'SLU'], ['S. Coop.', 'S.Coop.']],
    cities: [['Madrid', '91'], ['Barcelona', '93'], ['Valencia', '96'], ['Sevilla', '95'], ['Málaga', '95'], ['Bilbao', '94'], ['Zaragoza', '97'], ['A Coruña', '98']],
    trades: words('Industrias Logística Construcciones Energía Consultoría Informática Alimentación Plásticos Textil Servicios Envases Transportes Química Óptica'), regions: words('Ibérica Levante Norte Mediterránea Cantábrica Meseta'),
    calling: '34', trunk: '', mobile: ['60', '61', '62', '63', '65', '66', '67', '68'], mobileDigits: 7, lineTotal: 9, freeMail: ['gmail.com', 'hotmail.es', 'yahoo.es', 'telefonica.net', 'outlook.es'],
  },
  IT: {
    names: ['Italy', 'Italia', 'IT'], forms: [['S.r.l.', 'Srl', 'SRL', 'S.R.L.', 'Società a responsabilità limitata'], ['S.p.A.', 'SpA', 'Spa', 'SPA', 'Società per azioni'], ['S.n.c.', 'Snc'], ['S.a.s.', 'Sas']],
    cities: [['Milano', '02'], ['Roma', '06'], ['Torino', '011'], ['Napoli', '081'], ['Bologna', '051'], ['Firenze', '055'], ['Genova', '010'], ['Verona', '045'], ['Padova', '049'], ['Forlì', '0543']],
    trades: words('Industrie Logistica Costruzioni Energia Consulenza Informatica Alimentari Plastica Tessuti Servizi Imballaggi Trasporti Chimica Ottica Meccanica Impianti'), regions: words('Adriatica Lombarda Padana Tirrenica Alpina Veneta'),
    calling: '39', trunk: '', mobile: ['320', '328', '333', '335', '338', '339', '340', '347', '348'], mobileDigits: 7, lineTotal: 10, freeMail: ['gmail.com', 'libero.it', 'alice.it', 'tiscali.it', 'hotmail.it', 'virgilio.it'],
  },
  PL: {
    names: ['Poland', 'Polska', 'PL'], forms: [['Sp. z o.o.', 'sp. z o.o.', 'Sp. z oo', 'SP. Z O.O.', 'Spółka z ograniczoną odpowiedzialnością'], ['S.A.', 'SA', 'Spółka Akcyjna'], ['Sp. k.', 'sp.k.'], ['Sp. j.', 'sp.j.']],
    cities: [['Warszawa', '22'], ['Kraków', '12'], ['Łódź', '42'], ['Wrocław', '71'], ['Poznań', '61'], ['Gdańsk', '58'], ['Szczecin', '91'], ['Białystok', '85']],
    trades: words('Przemysł Logistyka Budownictwo Energia Doradztwo Informatyka Spożywcza Tworzywa Usługi Opakowania Transport Chemia Optyka Metal'), regions: words('Bałtyk Wisła Śląsk Mazowsze Tatry Odra'),
    calling: '48', trunk: '', mobile: ['50', '51', '53', '60', '66', '69', '72', '78', '79', '88'], mobileDigits: 7, lineTotal: 9, freeMail: ['wp.pl', 'gmail.com', 'onet.pl', 'o2.pl', 'interia.pl'],
  },
  NL: {
    names: ['Netherlands', 'Nederland', 'NL', 'The Netherlands', 'Holland'], forms: [['B.V.', 'BV', 'bv', 'Besloten Vennootschap'], ['N.V.', 'NV'], ['V.O.F.', 'VOF'], ['C.V.', 'CV']],
    cities: [['Amsterdam', '20'], ['Rotterdam', '10'], ['Utrecht', '30'], ['Eindhoven', '40'], ['Den Haag', '70'], ['Groningen', '50'], ['Arnhem', '26'], ['Zwolle', '38']],
    trades: words('Techniek Logistiek Bouw Energie Advies Automatisering Voeding Kunststoffen Diensten Verpakkingen Transport Chemie Optiek Metaal'), regions: words('Hollandse Rijnmond Brabant Friese Veluwe Delta'),
    calling: '31', trunk: '0', mobile: ['61', '62', '63', '64', '65'], mobileDigits: 7, lineTotal: 9, freeMail: ['gmail.com', 'ziggo.nl', 'kpnmail.nl', 'hotmail.com', 'xs4all.nl', 'outlook.com'],
  },
  SE: {
    names: ['Sweden', 'Sverige', 'SE'], forms: [['AB', 'Aktiebolag', 'A.B.'], ['HB', 'Handelsbolag'], ['AB (publ)', 'AB publ']],
    cities: [['Stockholm', '8'], ['Göteborg', '31'], ['Malmö', '40'], ['Uppsala', '18'], ['Linköping', '13'], ['Örebro', '19'], ['Västerås', '21'], ['Umeå', '90']],
    trades: words('Industri Logistik Bygg Energi Konsult Data Livsmedel Plast Tjänster Förpackning Transport Kemi Optik Teknik'), regions: words('Nordiska Svea Mälar Skånska Västkust Norrland'),
    calling: '46', trunk: '0', mobile: ['70', '72', '73', '76', '79'], mobileDigits: 7, lineTotal: 9, freeMail: ['gmail.com', 'telia.com', 'hotmail.com', 'live.se', 'spray.se'],
  },
  TR: {
    names: ['Türkiye', 'Turkey', 'TR'], forms: [['A.Ş.', 'AŞ', 'A.S.', 'Anonim Şirketi'], ['Ltd. Şti.', 'Ltd Şti', 'Limited Şirketi']],
    cities: [['İstanbul', '212'], ['Ankara', '312'], ['İzmir', '232'], ['Bursa', '224'], ['Antalya', '242'], ['Eskişehir', '222']],
    trades: words('Makina Lojistik İnşaat Enerji Danışmanlık Yazılım Gıda Plastik Tekstil Ambalaj Nakliyat Kimya Optik Elektrik'), regions: words('Anadolu Ege Marmara Boğaziçi Toros'),
    calling: '90', trunk: '0', mobile: ['530', '532', '533', '535', '542', '543', '544', '545', '505', '555'], mobileDigits: 7, lineTotal: 10, freeMail: ['gmail.com', 'hotmail.com', 'mynet.com', 'yandex.com.tr', 'outlook.com'],
  },
  BG: {
    names: ['Bulgaria', 'България', 'BG'], forms: [['ООД', 'OOD', 'Ltd.'], ['ЕООД', 'EOOD'], ['АД', 'AD'], ['ЕТ', 'ET']],
    cities: [['София', '2'], ['Пловдив', '32'], ['Варна', '52'], ['Бургас', '56'], ['Русе', '82']],
    trades: words('Машини Логистика Строй Енерджи Консулт Софтуер Храни Пласт Услуги Опаковки Транспорт Химия Оптика'), regions: words('Балкан Тракия Дунав Родопи'),
    calling: '359', trunk: '0', mobile: ['87', '88', '89'], mobileDigits: 7, lineTotal: 8, freeMail: ['abv.bg', 'gmail.com', 'mail.bg', 'yahoo.com'],
  },
};

/** A firm's own word is put together from these; every firm has another. */
export const brandParts = {
  onset: words('B Br C Cl D Dr F Fl G Gr H K Kr L M N P Pr R S St T Tr V W Z'),
  vowel: words('a e i o u ai'),
  middle: words('b d k l ld lm lt m n nd nt r rk rm rn st t v x z'),
  ending: words('tec dyn ra nova lux con mar ris dan vex lan tis gon rix mon neo sys vio las gen tor com lon via ter max rin del fix sol'),
} as const;

/** Ways of saying one post; commonest post first. */
export const posts: ReadonlyArray<readonly string[]> = [
  ['Sales Manager', 'Vertriebsleiter', 'Sales Mgr', 'Mgr. Sales'], ['Managing Director', 'Geschäftsführer', 'MD', 'Directeur général'], ['Purchasing Manager', 'Einkaufsleiter', 'Purchasing Mgr.', 'Procurement Manager'], ['Project Manager', 'PM', 'Projektleiter', 'Chef de projet'],
  ['IT Manager', 'Leiter IT', 'IT-Leiter', 'Head of IT'], ['Marketing Manager', 'Marketing Mgr', 'Marketingleiter', 'Responsable marketing'], ['CEO', 'Chief Executive Officer', 'C.E.O.'], ['CFO', 'Chief Financial Officer', 'Finance Director'], ['Engineer', 'Ingenieur', 'Eng.', 'Ingénieur'], ['Assistant', 'Assistenz', 'PA', 'Office Assistant'],
  ['Production Manager', 'Produktionsleiter', 'Prod. Manager'], ['Quality Manager', 'Qualitätsmanager', 'QM', 'QA Manager'], ['Accountant', 'Buchhaltung', 'Accounts'], ['HR Manager', 'Personalleiter', 'Human Resources Manager'], ['Head of Sales', 'Leiter Vertrieb', 'VP Sales'], ['CTO', 'Chief Technology Officer', 'Technical Director'],
  ['Plant Manager', 'Werksleiter', 'Site Manager'], ['Account Manager', 'Key Account Manager', 'KAM'], ['Consultant', 'Berater', 'Senior Consultant'], ['Software Developer', 'Developer', 'Entwickler', 'Software Engineer'], ['Owner', 'Inhaber', 'Proprietor'], ['Logistics Manager', 'Logistikleiter', 'Supply Chain Manager'],
  ['Head of Operations', 'COO', 'Operations Director'], ['Technician', 'Techniker', 'Service Technician'], ['Legal Counsel', 'Justiziar', 'General Counsel'], ['Research Manager', 'Leiter F&E', 'R&D Manager'], ['Controller', 'Controlling', 'Financial Controller'], ['Business Development Manager', 'BDM', 'Business Development'],
  ['Maintenance Manager', 'Instandhaltung', 'Leiter Instandhaltung'], ['Customer Service', 'Kundenservice', 'Customer Care'],
];
