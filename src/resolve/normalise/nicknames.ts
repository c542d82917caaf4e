/**
 * Short and pet forms of given names, folded, each line one formal name and its forms. Only such as usually mean that name and no other;
 * a form that two names share stands with both. English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Russian, Hungarian, Swedish, Greek.
 */
const table = `
robert rob robbie bob bobby bert
william will bill billy willy willie liam wilhelm willem
richard rick ricky rich dick richie
james jim jimmy jamie jem
john jack johnny jon johnnie
jonathan jon jonny nathan
michael mike mick mickey mikey micha michi michel
thomas tom tommy thom
charles charlie chuck chas
edward ed eddie ted teddy ned
edmund ed eddie ned
theodore ted teddy theo
david dave davey davy
daniel dan danny dani
joseph joe joey jos sepp josef jo
joshua josh
matthew matt matty
andrew andy drew
anthony tony ant
antonio tony toni tonio nino
anton toni tony
christopher chris kit topher kris
christian chris
nicholas nick nicky nico
nikolaus nick klaus niko
alexander alex al sandy xander lex sascha sasha aleks alec
aleksandr sasha alex shura
alexandra alex sandra sasha lexi
benjamin ben benny benji
samuel sam sammy
samantha sam sammy
stephen steve stevie
steven steve stevie
peter pete petey
philip phil pip
phillip phil
patrick pat paddy
patricia pat patty tricia trish patti
ronald ron ronnie
donald don donnie
kenneth ken kenny
gregory greg
gerald gerry jerry
jerome jerry
lawrence larry laurie
laurence larry laurie
leonard len lenny leo
timothy tim timmy
walter walt wally
raymond ray
albert al bert
alfred alf fred alfie
frederick fred freddie freddy rick
friedrich fritz fred
francis frank fran
franklin frank
frances fran fanny frankie
francisco paco pancho fran curro
francesco franco checco
francesca fran franca
geoffrey geoff
jeffrey jeff
douglas doug
henry harry hank hal
harold harry hal
hans hansi
johannes hans jan johan hannes
jacob jake jack
zachary zach zack
nathaniel nate nat
martin marty
arthur art artie
bernard bernie
bernhard bernd
eugene gene
vincent vince vinnie vin
victor vic
gilbert gil bert
hubert bert
herbert herb bert
reginald reg reggie
roderick rod
rodney rod
russell russ
stanley stan
stuart stu
terence terry
theresa terry tess tessa terri
elizabeth liz beth betty lizzie eliza libby lisa elsie betsy bess
elisabeth lisa liesel elli sissi lisbeth elsbeth else ilse
katherine kate kathy katie kat kitty kay
catherine cathy kate katie cat kitty
katharina kathi kati katja kathrin
ekaterina katya katja
margaret maggie meg peggy marge margie greta rita
margarete grete gretel greta
margarita rita marga
jennifer jen jenny jenn
jessica jess jessie
susan sue susie suzie
susanne sanne susi
deborah deb debbie debs
barbara barb barbie babs
rebecca becky becca
victoria vicky vicki tori
christine chris chrissy tina christa
christina chris tina chrissy
kristina kris tina
dorothy dot dottie dolly
eleanor ellie nell nora
pamela pam
sandra sandy
cynthia cindy
judith judy judi
jacqueline jackie
josephine jo josie
abigail abby gail
amanda mandy
angela angie
charlotte lottie charlie lotte
caroline carrie caro carol
danielle dani
emily em emmy
florence flo flossie
gabrielle gabby
georgina georgie gina
gwendolyn gwen
helen nell nellie
isabel bella izzy isa
isabella bella izzy isa
jane janey jenny
joanna jo
kimberly kim
lillian lily lil
louise lou
madeleine maddie
melissa mel missy lissa
melanie mel
natalie nat
natalia natasha nat
nicole nicky nikki
philippa pippa
rosemary rosie rose
sarah sally
stephanie steph steffi
valerie val
veronica ronnie vero
virginia ginny
winifred winnie
heinrich heinz heiner hein
matthias matze matt
sebastian basti seb
maximilian max maxi
ludwig lutz
georg schorsch jorg
gerhard gerd
gunther gunter
joachim achim jochen
eberhard ebbo
andreas andi andy
stefan steffen
ulrich uli ulli
ulrike uli ulli
wolfgang wolf wolfi
manfred manni fred
reinhard reini
siegfried siggi
rudolf rudi
leopold poldi
franziska franzi
brigitte gitte gitta
johanna hanna hanni jo
magdalena lena magda leni
helene lena leni
martina tina
bettina tina betti
gertrud trudi gerti
jean jeannot
francois fanfan
guillaume guigui
dominique dom
jose pepe pepito
josefa pepa
manuel manolo lolo
manuela manoli
jesus chus
ignacio nacho
enrique quique kike
eduardo edu lalo
rafael rafa
javier javi
alejandro alex ale jandro
gonzalo gonza
guillermo memo guille
roberto beto berto tito
alberto beto berto
luis lucho
santiago santi chago
salvador salva chava
sergio checo
dolores lola
concepcion concha conchita
rosario charo
pilar pili
mercedes merche
maria mari mia mary
teresa tere tessa
giuseppe beppe pino peppe
giovanni gianni nino vanni
luigi gigi
salvatore toto turi
domenico mimmo
vincenzo enzo
lorenzo enzo renzo
raffaele lello
joao joaozinho jo
antonia toni tonia
cornelis cees kees cor
johannes joop hans jan
hendrik henk
pieter piet
gerardus gerard gert
jacobus jaap koos
adrianus arie adri ad
leendert leen
katarzyna kasia
malgorzata gosia
agnieszka aga
aleksandra ola
anna ania anya anja
barbara basia
elzbieta ela
joanna asia
krzysztof krzys
stanislaw staszek stas
tomasz tomek
wojciech wojtek
jakub kuba
jan janek
jiri jirka
josef pepa
frantisek franta
ivan vanya
vladimir vova volodya vlad
dmitry dima mitya
dmitri dima mitya
mikhail misha
nikolai kolya
sergei seryozha
yevgeny zhenya
tatiana tanya
olga olya
natalya natasha
maria masha
elena lena
yulia yulya
laszlo laci
istvan pista isti
sandor sanyi
ferenc feri
gabor gabi
erzsebet bozsi zsoka
katalin kati
zsuzsanna zsuzsa
karl kalle charly
lars lasse
per pelle
gustaf gosta
ioannis giannis yannis
konstantinos kostas costas
georgios giorgos
dimitrios dimitris mitsos
nikolaos nikos`;

const formal = new Map<string, Set<string>>();
for (const line of table.trim().split('\n')) {
  const [name = '', ...forms] = line.split(' ');
  for (const form of [name, ...forms]) formal.set(form, (formal.get(form) ?? new Set()).add(name));
}
const asText = new Map([...formal].map(([form, names]) => [form, [...names].sort()] as const));

/** The formal names that a folded given name may stand for, in order of the alphabet; itself where the table knows it not. */
export const formalNames = (given: string): readonly string[] => asText.get(given) ?? [given];

/** True where the table has the folded name, as a formal one or a form. */
export const isKnownGivenName = (name: string): boolean => asText.has(name);

/** True where two folded given names may be one: the same, or forms of a common formal name. "Bob" and "Robert" are, "Ted" and "Thomas" are not. */
export const mayBeOneGivenName = (a: string, b: string): boolean => a === b || formalNames(a).some((name) => formalNames(b).includes(name));
