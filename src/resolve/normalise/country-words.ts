/** Names of countries beside those that the runtime's own tables give (Intl.DisplayNames, CLDR): what people type. Code, then names, separated by ";". */
export const furtherCountryNames = `
US;usa;u s a;u s;us of a;united states of america;the united states;america;etats unis d amerique;estados unidos de america;eeuu;ee uu;vereinigte staaten von amerika;stati uniti d america
GB;uk;u k;great britain;britain;england;scotland;wales;northern ireland;united kingdom of great britain and northern ireland;grossbritannien;gross britannien;grande bretagne;gran bretana;inghilterra;angleterre;inglaterra;engeland
DE;brd;federal republic of germany;bundesrepublik deutschland;deutschl;ger
NL;holland;the netherlands;nederland;niederland;pays bas;paises bajos
CZ;czech republic;czechia;tschechische republik;tschechien;ceska republika;republique tcheque;republica checa
SK;slovak republic;slowakische republik;slovenska republika
RU;russia;russian federation;russische foderation;rossiya
CN;china;pr china;p r china;prc;people s republic of china;peoples republic of china;mainland china;volksrepublik china;zhong guo
HK;hong kong;hongkong;hong kong sar;hong kong s a r china;xianggang
TW;taiwan;taiwan r o c;taiwan roc;republic of china;chinese taipei
MO;macau;macao
KR;korea;south korea;republic of korea;korea republic of;korea south;s korea;sudkorea;coree du sud;corea del sur;hanguk
KP;north korea;democratic people s republic of korea;nordkorea
VN;viet nam;vietnam
LA;laos;lao pdr
IR;iran;iran islamic republic of
SY;syria;syrian arab republic
TR;turkey;turkiye;turkei;turquie;turquia
AE;uae;u a e;emirates;united arab emirates;vae;vereinigte arabische emirate
SA;saudi arabia;ksa;kingdom of saudi arabia;saudi;saudi arabien
PS;palestine;palestinian territories
MK;macedonia;north macedonia;fyrom
BA;bosnia;bosnia herzegovina;bosnia and herzegovina;bosnien
MD;moldova;moldavia;republic of moldova
BO;bolivia
VE;venezuela
TZ;tanzania
CD;congo kinshasa;dr congo;drc;democratic republic of the congo;democratic republic of congo
CG;congo brazzaville;congo;republic of the congo
CI;ivory coast;cote d ivoire;elfenbeinkuste
CV;cape verde;cabo verde
SZ;swaziland;eswatini
MM;burma;myanmar;birma
TL;east timor;timor leste
VA;vatican;holy see
BN;brunei;brunei darussalam
BS;the bahamas
GM;the gambia
PH;the philippines;philippinen
SG;singapur
IE;eire;republic of ireland;ireland republic of
CH;swiss;schweiz;suisse;svizzera;confoederatio helvetica
BY;belarus;byelorussia;weissrussland
KG;kyrgyz republic
SV;salvador
KN;st kitts and nevis
LC;st lucia
VC;st vincent
JE;jersey channel islands
IM;isle of man`;

/** ISO 3166-1: alpha-3 code, alpha-2 code, in turns; with Kosovo's user-assigned codes. */
export const alpha3 = `ABW AW AFG AF AGO AO AIA AI ALA AX ALB AL AND AD ARE AE ARG AR ARM AM ASM AS ATA AQ ATF TF ATG AG AUS AU AUT AT AZE AZ BDI BI BEL BE BEN BJ BES BQ BFA BF BGD BD BGR BG BHR BH BHS BS BIH BA BLM BL BLR BY BLZ BZ BMU BM BOL BO BRA BR BRB BB BRN BN BTN BT BVT BV BWA BW CAF CF CAN CA CCK CC CHE CH CHL CL CHN CN CIV CI CMR CM COD CD COG CG COK CK COL CO COM KM CPV CV CRI CR CUB CU CUW CW CXR CX CYM KY CYP CY CZE CZ DEU DE DJI DJ DMA DM DNK DK DOM DO DZA DZ ECU EC EGY EG ERI ER ESH EH ESP ES EST EE ETH ET FIN FI FJI FJ FLK FK FRA FR FRO FO FSM FM GAB GA GBR GB GEO GE GGY GG GHA GH GIB GI GIN GN GLP GP GMB GM GNB GW GNQ GQ GRC GR GRD GD GRL GL GTM GT GUF GF GUM GU GUY GY HKG HK HMD HM HND HN HRV HR HTI HT HUN HU IDN ID IMN IM IND IN IOT IO IRL IE IRN IR IRQ IQ ISL IS ISR IL ITA IT JAM JM JEY JE JOR JO JPN JP KAZ KZ KEN KE KGZ KG KHM KH KIR KI KNA KN KOR KR KWT KW LAO LA LBN LB LBR LR LBY LY LCA LC LIE LI LKA LK LSO LS LTU LT LUX LU LVA LV MAC MO MAF MF MAR MA MCO MC MDA MD MDG MG MDV MV MEX MX MHL MH MKD MK MLI ML MLT MT MMR MM MNE ME MNG MN MNP MP MOZ MZ MRT MR MSR MS MTQ MQ MUS MU MWI MW MYS MY MYT YT NAM NA NCL NC NER NE NFK NF NGA NG NIC NI NIU NU NLD NL NOR NO NPL NP NRU NR NZL NZ OMN OM PAK PK PAN PA PCN PN PER PE PHL PH PLW PW PNG PG POL PL PRI PR PRK KP PRT PT PRY PY PSE PS PYF PF QAT QA REU RE ROU RO RUS RU RWA RW SAU SA SDN SD SEN SN SGP SG SGS GS SHN SH SJM SJ SLB SB SLE SL SLV SV SMR SM SOM SO SPM PM SRB RS SSD SS STP ST SUR SR SVK SK SVN SI SWE SE SWZ SZ SXM SX SYC SC SYR SY TCA TC TCD TD TGO TG THA TH TJK TJ TKL TK TKM TM TLS TL TON TO TTO TT TUN TN TUR TR TUV TV TWN TW TZA TZ UGA UG UKR UA UMI UM URY UY USA US UZB UZ VAT VA VCT VC VEN VE VGB VG VIR VI VNM VN VUT VU WLF WF WSM WS YEM YE ZAF ZA ZMB ZM ZWE ZW XKX XK`;
