/** Names by country, commonest first. Ranks follow public name statistics roughly; nobody in particular is meant. */
export interface NameLists {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  /** Rarer surnames are put together from a beginning and an ending. */
  readonly tail: readonly [beginnings: readonly string[], endings: readonly string[]];
  /** Share of people whose surname is one of the rarer ones. */
  readonly tailShare: number;
}

const words = (text: string): readonly string[] => text.split(' ');

export const nameLists = {
  DE: {
    women: words('Andrea Sabine Claudia Susanne Petra Stefanie Julia Katrin Nicole Anna Christina Birgit Martina Heike Monika Karin Ursula Melanie Silke Tanja Anja Katharina Laura Lena Sandra Ute Gabriele Lisa Sarah Barbara Angelika Jana Bettina Kerstin Daniela Jürgen Vera Käthe Renate Maria'.replace('Jürgen ', '')),
    men: words('Thomas Michael Andreas Stefan Peter Christian Frank Markus Martin Matthias Daniel Jürgen Alexander Wolfgang Klaus Jan Uwe Ralf Sebastian Tobias Bernd Jörg Florian Dirk Oliver Holger Sven Torsten Philipp Hans Günter Felix Lukas Jens Rainer Marco Heinz Kai Götz Björn'),
    surnames: words('Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf'),
    tail: [words('Acker Bach Birn Brand Buch Dorn Eich Eisen Falken Feld Geis Grün Hager Hasel Heid Hirsch Hohen Holz Kalt Kirch Kron Kupfer Lauter Linden Löwen Mahl Mühl Nacht Neu Nieder Ober Ost Pfann Quell Rauch Reh Rosen Roß Sauer Schön Silber Sonnen Stein Stern Stock Sturm Tannen Thal Vogel Wald Wasser Weiden Weiß Wiesen Wolken Ziegel'), words('bach bacher bauer baum beck berg berger brink dorf eder feld felder felser haus hauser heim heimer hofer holz huber hütter inger kamp land lechner linger mann mayr meister möller müller reiter rieder schmied stätter stein steiner tal thaler wald walder wasser weiler wieser')],
    tailShare: 0.55,
  },
  FR: {
    women: words('Nathalie Isabelle Sylvie Catherine Céline Sophie Sandrine Valérie Stéphanie Julie Christine Anne Marie Véronique Laurence Caroline Aurélie Camille Émilie Virginie Hélène Florence Laure Élodie Delphine Pauline Claire Marine Agnès Mathilde Béatrice Corinne Charlotte Françoise Chloé Léa Lucie Karine'),
    men: words('Philippe Nicolas Christophe Laurent Frédéric Pierre Olivier Thomas Stéphane Julien Éric David Pascal Jean Sébastien Bruno François Alexandre Guillaume Vincent Antoine Thierry Jérôme Michel Benoît Patrick Maxime Romain Mathieu Franck Hervé Arnaud Gilles Cédric Rémi Fabrice Clément Didier Yves Grégory Jean-Pierre Jean-François'),
    surnames: words('Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller Lefebvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal'.replace('Müller ', '')),
    tail: [words('Beau Bel Bois Bour Brial Cas Chal Champ Char Chât Clair Cor Cour Del Des Dou Du Fal Fon For Gar Gran Gué Hau La Lan Le Mal Mar Mon Mou Nor Pel Per Pier Plan Pon Pré Quen Ram Rey Ro Saint- Sau Ser Tal Tour Val Vau Ver Vil'), words('bard belle bert bois camp cassé chard court dier doux fond fort geau geot gnac gnon gny gout lain land lard lière lin lle lot mard mont nay neau net nier nod nont quet rand reau rel rier rin rou ry set sson taud tel tier toux veau vert vier ville zac')],
    tailShare: 0.6,
  },
  GB: {
    women: words('Sarah Claire Emma Nicola Lisa Helen Karen Joanne Rachel Louise Susan Rebecca Julie Laura Victoria Jane Samantha Alison Catherine Elizabeth Jennifer Charlotte Lucy Katherine Hannah Deborah Michelle Sharon Kelly Fiona Amanda Gemma Margaret Jessica Caroline Alice Priya Aisha Sophie Amy'),
    men: words('David Paul Andrew Mark John Michael Stephen James Richard Robert Christopher Peter Simon Matthew Daniel Ian Jonathan Thomas William Anthony Steven Martin Neil Kevin Philip Gary Nicholas Alan Adam Benjamin Edward Alexander Graham Stuart Timothy Colin Mohammed Samuel Luke Joseph Oliver George'),
    surnames: words('Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Richards Khan Marshall Anderson Simpson Ellis Adams Singh Begum Wilkinson Foster Chapman Powell Webb Rogers Gray Mason Ali Hunt Hussain Campbell Matthews Owen'),
    tail: [words('Ash Bar Black Brad Bran Brook Burn Car Chad Ches Clay Col Cran Crow Dun East Elm Far Fen Gil Good Grim Hal Har Haw Heath Hol Hut Kem Kirk Lang Lan Lin Lock Mar Mid Nor Oak Pem Pen Rad Red Rush Sal Sher Stan Sut Thorn Wal Whit Win Wood'), words('bank borough bourne bridge brook burn bury by combe cote croft dale den don field ford gate ham hurst ington land leigh ley low man mere mond more ridge roe row shaw ship stead sted ston stone thorpe ton wall way well wick win wood worth')],
    tailShare: 0.5,
  },
  US: {
    women: words('Jennifer Jessica Michelle Lisa Kimberly Amy Elizabeth Melissa Mary Ashley Stephanie Sarah Karen Laura Angela Patricia Rebecca Nicole Amanda Christine Susan Heather Katherine Rachel Maria Emily Julie Megan Andrea Lauren Samantha Linda Kelly Christina Barbara Erin Danielle Deborah Tiffany Allison'),
    men: words('Michael David John James Robert Christopher William Matthew Daniel Joseph Brian Jason Kevin Mark Steven Thomas Jeffrey Andrew Eric Joshua Ryan Timothy Richard Anthony Scott Paul Justin Nicholas Jonathan Gregory Benjamin Charles Patrick Kenneth Adam Stephen Jose Carlos Samuel Edward Aaron Peter Alexander Nathan Donald'),
    surnames: words('Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Patel Myers Long Foster Sanders Ross'),
    tail: [words('Ab Al Ander Arm Bar Beck Ber Bir Blan Bor Bren Cal Can Car Chan Cher Clem Cor Dal Dan Del Don Dur El Fair Fer Fitz Flan Gal Gar Gold Ham Han Har Hol Kel Kes Lam Lar Mac Mal Mc Mor Nor O\' Par Pel Ros Sal Shel Sol Stan Tal Van Wal Wen Zim'), words('aghan ard bach berg bert borough burn cer dell den der don fer field gan ger ham ker ki kins land len ler ley lin lock low man mer mond more nell ner ni nolds quist ran rell ris rity row sen ski son stein stock ter tin ton vin way wick wood zer')],
    tailShare: 0.6,
  },
  ES: {
    women: words('María Carmen Ana Laura Cristina Marta Isabel Elena Raquel Patricia Lucía Sara Beatriz Silvia Mónica Pilar Sandra Teresa Rocío Andrea Paula Nuria Susana Rosa Eva Julia Irene Alicia Sonia Inés Yolanda Verónica Mercedes Natalia Gloria'),
    men: words('Antonio José Manuel Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Ángel Pablo Sergio Fernando Jorge Luis Alberto Álvaro Diego Adrián Raúl Iván Rubén Óscar Enrique Ramón Vicente Andrés Víctor Joaquín Santiago'),
    surnames: words('García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto'),
    tail: [words('Al Ara Arri Az Bal Bel Ber Cal Can Car Cas Cor Echa Esco Etxe Fer Fon Gar Gor Guada Ibar Iza Lar Lan Mon Mira Nava Ola Oro Pal Pala Pedra Pie Que Riba Rome Sala San Sola Tor Urru Val Vera Villa Zaba Zu'), words('ba barri bella cedo cio cón cos cruz dán dera día do dona fuerte gada gado gui laga lar lba les longa lva mar mayor mes mora na nares ndo nell nera no quín rana redo rena rosa rrea rta seca sol tegui ti varez verde vilas zábal zano')],
    tailShare: 0.4,
  },
  IT: {
    women: words('Maria Anna Francesca Paola Laura Elena Giulia Chiara Sara Valentina Silvia Federica Alessandra Barbara Daniela Roberta Cristina Monica Simona Elisa Martina Patrizia Stefania Claudia Lucia Marta Michela Rosa Antonella Giovanna Ilaria Teresa Serena'),
    men: words('Marco Andrea Giuseppe Francesco Luca Alessandro Antonio Roberto Paolo Stefano Davide Matteo Giovanni Fabio Massimo Mario Luigi Claudio Simone Daniele Lorenzo Riccardo Alberto Maurizio Enrico Federico Michele Salvatore Giorgio Vincenzo Nicola Pietro Nicolò Filippo Carlo'),
    surnames: words('Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone'),
    tail: [words('Ales Anto Bal Barto Batti Bel Bene Bor Bran Cala Cam Cap Car Casa Cas Cece Cor Dal Del Di Fal Fer Fio For Gam Gio Gua Lam Lo Mac Mal Man Mas Mon Mo Na Pa Pal Pas Pe Pic Ra Ro San Sca Se Spi Ta Tra Va Ven Vi Za'), words('betta bini botto buto cchi cci cello chetti chini dano dari dini doni ferro ghi gliano lano lardi lesi letti lini lla lotti lucci mante mboli naldi nari neri ni niello nocchi onte pani patti rani relli rini rotti ruzzi sano scotti sini tano telli tini toni tta vani venti zani zetti zzo')],
    tailShare: 0.62,
  },
  PL: {
    women: words('Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Magdalena Elżbieta Joanna Aleksandra Monika Teresa Danuta Natalia Karolina Marta Beata Dorota Paulina Justyna Iwona Renata Jolanta Halina Grażyna Sylwia Bożena Izabela Emilia Łucja'),
    men: words('Piotr Krzysztof Tomasz Andrzej Paweł Jan Michał Marcin Jakub Adam Marek Grzegorz Łukasz Wojciech Mariusz Stanisław Dariusz Zbigniew Jerzy Maciej Rafał Robert Kamil Mateusz Dawid Tadeusz Jacek Szymon Sławomir Przemysław'),
    surnames: words('Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Król Michalski Wróbel Jabłoński Wieczorek Nowakowski Majewski Olszewski Dudek Stępień Jaworski Malinowski Adamczyk Pawlak Górski Nowicki Sikora Walczak Witkowski Rutkowski Michalak Szewczyk Ostrowski Baran Tomaszewski Zalewski Wróblewski Pietrzak Jasiński Marciniak Sadowski Bąk Duda'),
    tail: [words('Bara Biał Bor Brzoz Bud Chm Cie Czar Dęb Dom Dro Gał Gaw Głow Gnia Gol Gro Jag Jar Kal Kas Klim Kob Kos Kra Kuch Kur Lip Łuk Maj Mak Mal Miel Mro Nied Orł Paw Piet Pod Rad Rog Sam Sier Skow Sob Sok Star Świ Tar Wal War Wil Woj Zab Żuk'), words('acki ak alski ański arczyk arek aszek czak czewski czyk ecki ek elski eńko erski ewicz ewski iak icki ik ilski ik-Nowak iński kiewicz kowiak kowski nicki nik nowski oń ocha orski osz owicz owiec owski ucha uk ura usz ycki yński')],
    tailShare: 0.6,
  },
  NL: {
    women: words('Maria Anna Johanna Monique Linda Marieke Saskia Esther Ingrid Karin Sandra Petra Mirjam Annemarie Marloes Kim Laura Lisa Sanne Anouk Femke Eva Suzanne Wendy Manon Astrid Ellen Joyce Bianca'),
    men: words('Jan Peter Johan Erik Marcel Hans Martijn Jeroen Bart Frank Mark Rob Dennis Michiel Pieter Willem Paul Richard Bas Thomas Maarten Sander Tim Arjan Wouter Robert Koen Joost Henk Kees Daan Ruben'),
    surnames: ['de Jong', 'Jansen', 'de Vries', 'van den Berg', 'van Dijk', 'Bakker', 'Janssen', 'Visser', 'Smit', 'Meijer', 'de Boer', 'Mulder', 'de Groot', 'Bos', 'Vos', 'Peters', 'Hendriks', 'van Leeuwen', 'Dekker', 'Brouwer', 'de Wit', 'Dijkstra', 'Smits', 'de Graaf', 'van der Meer', 'van der Linden', 'Kok', 'Jacobs', 'de Haan', 'Vermeulen', 'van den Heuvel', 'van der Veen', 'van den Broek', 'de Bruijn', 'de Bruin', 'van der Heijden', 'Schouten', 'van Beek', 'Willems', 'van Vliet', 'van de Ven', 'Hoekstra', 'Maas', 'Verhoeven', 'Koster', 'van Dam', 'van der Wal', 'Prins', 'Blom', 'Huisman', 'Peeters', 'Kuipers', 'van Veen', 'Kramer', 'Veenstra', 'Post', 'Kuiper', 'Gerritsen', 'Martens'],
    tail: [words('Aal Berk Boers Bol Bom Bree Brink Cop Dam Dijk Door Duin Eik Elz Engel Fok Gel Goos Groen Haas Heem Hei Hof Hoog Kamp Klaver Klein Koop Lange Leeu Lind Loos Mee Molen Nieuw Noor Oost Oude Pelt Pol Rijn Roos Schaap Schip Slag Spek Stroo Terp Veld Vlier Wester Wij Wolf Zand Zee'), words('berg boom borg brink burg dam ders dijk donk enaar enberg enboer ers eveld graaf haar hof horst huis huizen ing inga kamp kerk kens laar land lo ma man meijer mans meer ning rink roek sma stra sma-Bos steeg stein veen veld ven voort waard wijk win zen')],
    tailShare: 0.55,
  },
  SE: {
    women: words('Anna Eva Maria Karin Sara Kristina Lena Emma Kerstin Malin Marie Jenny Hanna Linda Annika Elin Susanne Johanna Åsa Ulrika Monica Helena Ida Sofia Camilla Carina Katarina Märta Frida Cecilia'),
    men: words('Lars Mikael Anders Johan Per Erik Karl Peter Jan Thomas Daniel Fredrik Andreas Hans Stefan Bengt Mats Magnus Jonas Niklas Björn Martin Göran Patrik Henrik Håkan Mattias Sven Åke Oskar Jörgen Ulf'),
    surnames: words('Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Ali Forsberg Mohamed Sjöberg Wallin Engström Eklund Danielsson Lundin Håkansson Björk Bergman Gunnarsson Wikström Holm Samuelsson Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson Löfgren Söderberg Nyberg'),
    tail: [words('Ahl Alm Ask Back Björk Bo Bro Dahl Dal Ed Ek El Fall Fors Fri Gran Grön Gull Hag Hall Häger Hed Hell Hög Kall Kjell Käll Land Ler Lilje Löv Mal Mo Myr Norr Ny Ost Palm Ram Ros Rud Sand Sjö Skog Sten Strand Strömb Sund Söder Thor Törn Ugg Vall Väst Åker Öst'), words('bäck berg blad blom borg by dahl din ell elius én feldt fors gård gren hage hed holm ing kvist lander lid lin lind löf lund man mark ner nér qvist rot rud sjö skog skär stedt ström son stål sten torp vall vik ås')],
    tailShare: 0.35,
  },
  TR: {
    women: words('Fatma Ayşe Emine Zeynep Elif Merve Esra Hatice Özlem Büşra Kübra Sevgi Derya Gülşen Aslı Selin Ebru Pınar Burcu Gizem Yasemin Çiğdem Deniz Seda Tuğba'),
    men: words('Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Ömer Yusuf Emre Burak Can Serkan Hakan Fatih Özgür Kemal Onur Cem Volkan Uğur Tolga Barış Erkan'),
    surnames: words('Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy'),
    tail: [words('Ak Alp Altın Ar Ay Bal Bay Boz Bü Cev Çal Çam Dağ De Er Ger Gök Gül Gün Işı Kan Kara Kay Kı Koç Kut Oğ Öz Sağ Sarı Ser Şen Tan Taş Tok Tur Uğ Uz Yal Yaz Yeş Yurt Zey'), words('ağ alp ar ay baş bay bek berk bilek can çelik çi dağ demir doğan er eren geldi gül gün han kan kar kaya kol lı man maz oğlu öz pınar soy su şen taş tay tekin türk yer yol yüz')],
    tailShare: 0.5,
  },
  BG: {
    women: words('Мария Иванка Елена Йорданка Пенка Мариана Радка Цветанка Виктория Десислава Габриела Даниела Милена Надежда Силвия Светлана Теодора Ивелина Весела Анна'),
    men: words('Георги Иван Димитър Николай Петър Христо Йордан Александър Стефан Васил Тодор Атанас Пламен Красимир Владимир Мартин Калоян Борислав Светослав Живко'),
    surnames: words('Иванов Георгиев Димитров Петров Николов Христов Стоянов Тодоров Илиев Ангелов Василев Атанасов Петков Попов Марков Колев Кръстев Йорданов Костов Михайлов Александров Павлов Стефанов Митев Станев Цветков Маринов Кирилов Савов Добрев'),
    tail: [words('Бал Бог Бож Вел Влад Гав Ган Ген Дан Дел Драг Жел Зах Злат Кал Кар Крум Лаз Люб Мил Мир Нед Огн Пен Пет Рад Рус Сав Сим Слав Спас Сто Тан Тот Хар Цан Чав Шиш Яв Яс'), words('ев анов ански ев-Попов инов илов имов ичев ков лиев лов мов нев ников нски оев оров орски ошев савов слав славов тов урски ушев чев чински шев шки')],
    tailShare: 0.45,
  },
} as const satisfies Record<string, NameLists>;

/** ISO 3166-1 alpha-2. */
export type Country = keyof typeof nameLists;

/** Short and pet forms, by the name in its own spelling. */
export const nicknames: Readonly<Record<string, readonly string[]>> = {
  Thomas: ['Tom', 'Tommy'], Michael: ['Mike', 'Michi'], Andreas: ['Andi', 'Andy'], Stefan: ['Steff'], Christian: ['Chris'], Matthias: ['Matze'], Alexander: ['Alex', 'Sascha'], Wolfgang: ['Wolf'], Sebastian: ['Basti'], Tobias: ['Tobi'],
  Susanne: ['Susi'], Stefanie: ['Steffi'], Katharina: ['Kathi', 'Kati'], Christina: ['Tina', 'Chris'], Gabriele: ['Gabi'], Daniela: ['Dani'], Philippe: ['Phil'], Nicolas: ['Nico'], Christophe: ['Chris'], Frédéric: ['Fred'], Alexandre: ['Alex'],
  Catherine: ['Cathy', 'Kate'], Stéphanie: ['Steph'], Caroline: ['Caro'], David: ['Dave'], Andrew: ['Andy', 'Drew'], Stephen: ['Steve'], Steven: ['Steve'], James: ['Jim', 'Jamie'], Richard: ['Rich', 'Dick'], Robert: ['Rob', 'Bob', 'Bobby'], Christopher: ['Chris'],
  Matthew: ['Matt'], Daniel: ['Dan', 'Danny'], Jonathan: ['Jon'], William: ['Bill', 'Will'], Anthony: ['Tony'], Philip: ['Phil'], Nicholas: ['Nick'], Benjamin: ['Ben'], Edward: ['Ed', 'Ted'], Timothy: ['Tim'], Samuel: ['Sam'], Joseph: ['Joe'],
  Joanne: ['Jo'], Rebecca: ['Becky', 'Bex'], Victoria: ['Vicky'], Samantha: ['Sam'], Elizabeth: ['Liz', 'Beth'], Jennifer: ['Jen', 'Jenny'], Katherine: ['Kate', 'Kathy'], Deborah: ['Debbie'], Margaret: ['Maggie', 'Peggy'], Jessica: ['Jess'],
  Kimberly: ['Kim'], Amanda: ['Mandy'], Patricia: ['Pat', 'Tricia'], Jeffrey: ['Jeff'], Joshua: ['Josh'], Gregory: ['Greg'], Charles: ['Charlie', 'Chuck'], Kenneth: ['Ken'], Francisco: ['Paco', 'Fran'], José: ['Pepe'], Jesús: ['Chus'], Manuel: ['Manolo'],
  Antonio: ['Toni'], Carmen: ['Mamen'], Isabel: ['Isa'], Cristina: ['Cris'], Francesco: ['Franco'], Giuseppe: ['Beppe'], Alessandro: ['Ale', 'Sandro'], Giovanni: ['Gianni'], Salvatore: ['Turi'], Francesca: ['Franci'], Alessandra: ['Sandra'],
  Katarzyna: ['Kasia'], Małgorzata: ['Gosia'], Agnieszka: ['Aga'], Magdalena: ['Magda'], Joanna: ['Asia'], Aleksandra: ['Ola'], Krzysztof: ['Krzysiek'], Tomasz: ['Tomek'], Jakub: ['Kuba'], Łukasz: ['Łukasz'], Johannes: ['Jan'], Willem: ['Wim'], Pieter: ['Piet'],
  Mikael: ['Micke'], Fredrik: ['Freddie'], Kristina: ['Kicki'], Maria: ['Mia'], Георги: ['Гошо'], Димитър: ['Митко'], Александър: ['Сашо'],
};
