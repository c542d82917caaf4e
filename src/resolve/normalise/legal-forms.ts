/**
 * Legal forms of companies: generic class | countries (ISO 3166-1 alpha-2; * = used in many) | ways of writing, separated by ";".
 * "^" a form that may also open a name ("PT Astra", "ООО Ромашка"). "!" a form that is an ordinary word or a common abbreviation elsewhere: taken only
 * when the country of the record is one of the line's. In a line for all countries "!" keeps a dotted form from being found without its dots: "I.L." is one, "Chicago IL" has none.
 * Dots, spaces and letter case do not matter: "S. p. A.", "s.p.a." and "SpA" are one way of writing.
 * "company" is what only says that something is a company; "status" says what happens to one. Source and version: README.md.
 */
export const legalForms = `
corporation|*|inc;incorporated;corp;corporation;incorporation
company|*|co;company;cie;compagnie;& co;& cie;and co;and company;& company
limited|*|ltd;limited;co ltd;company limited;co limited;limited company
limited|US PH KY AE SA QA IN RU UA AM|llc;l.l.c.;limited liability company;limited liability co;ltd liability co;pllc;professional limited liability company;series llc;l3c
limited|US KN|!lc;!l.c.
corporation|US PH|!pc;p.c.;professional corporation;pa corp;p.s.c.;benefit corporation;public benefit corporation;pbc;chartered;chtd;opc
nonprofit|US|!assn;!association;nonprofit corporation;non profit corporation
public|US|n.a.;national association;fsb;federal savings bank
limited partnership|US GB CA AU NZ HK SG IE KY JE GG IN|lp;l.p.;limited partnership;lllp;l.l.l.p.;ilp
partnership|US GB CA AU SG IN JE GG NG PK MY|llp;l.l.p.;limited liability partnership;!gp;general partnership;plt
trust|US CA AU IE LI|!trust;!business trust;!reit;trust reg
limited|GB|cyf;cyfyngedig;limited by guarantee;company limited by guarantee
stock|GB IE MT NG MU ZM TZ KE GH UG JE CY|plc;p.l.c.;public limited company;!ccc;c.c.c.;cwmni cyfyngedig cyhoeddus
nonprofit|GB|cic;c.i.c.;community interest company;!cio;charitable incorporated organisation;bencom
limited|GB IE|unltd;unlimited;unlimited company;ultd;ulc;puc;pulc
limited|IE|dac;designated activity company;clg;company limited by guarantee;teo;teoranta;cuideachta ghniomhaiochta ainmnithe
stock|IE|cpt;cuideachta phoibli theoranta
fund|IE LU|icav;sicav;sicaf;!fcp;!sif;!raif;!oeic
limited|AU NZ ZA NA BW ZW TV|pty ltd;pty limited;proprietary limited;proprietary ltd;pty
corporation|AU|!nl;no liability;rntbc;indigenous corporation
nonprofit|ZA|npc;npo;soc ltd;!soc
limited|ZA|!cc;close corporation
limited|CA|ltee;limitee;ltd ltee;s.a.r.f.
corporation|CA|incorporee;inc ltee
limited|CA|ulc;unlimited liability corporation;u.l.c.
partnership|CA|senc;s.e.n.c.;sencrl;s.e.n.c.r.l.
limited|IN PK BD LK NP MY|pvt ltd;private limited;pvt limited;private ltd;(p) ltd;p ltd;(pvt) ltd;(private) limited;pvt;opc pvt ltd;(opc) private limited;pra li
stock|IN LK|public limited;!plc
limited|SG MM FJ|pte ltd;pte limited;pte;private limited;(pte) ltd
limited|MY BN|sdn bhd;sendirian berhad;s/b
stock|MY BN|bhd;berhad
stock|ID|^pt;persero;tbk;(persero) tbk;perseroan terbatas
partnership|ID|^!cv;!^ud;^!fa;^firma
public|ID|perum
limited|TH|co ltd;บริษัท;จำกัด;บจก;หจก
stock|TH|pcl;public company limited;public co ltd;มหาชน;(มหาชน);จำกัด (มหาชน);plc
limited|VN|^công ty tnhh;^cong ty tnhh;^công ty trách nhiệm hữu hạn;^công ty tnhh một thành viên;^cong ty tnhh mtv;^công ty tnhh mtv;^tnhh;tnhh mtv
stock|VN|^công ty cổ phần;^cong ty co phan;^ctcp;^công ty cp;^cong ty cp;jsc;joint stock company;^tổng công ty;^tong cong ty;^tập đoàn
stock|VN RU UA BY KZ AM AZ UZ GE BG IR|^jsc;^ojsc;^cjsc;^pjsc;^joint stock company;open joint stock company;closed joint stock company;public joint stock company
stock|RU BY KZ KG UZ|^ао;^оао;^зао;^пао;^нао;^акционерное общество;^публичное акционерное общество;^закрытое акционерное общество;^открытое акционерное общество;!^ao;^oao;^zao;!^pao
limited|RU BY KZ KG|^ооо;^общество с ограниченной ответственностью;^ooo;^тоо;!^too;^одо;^осоо
sole trader|RU BY KZ UA|^ип;^индивидуальный предприниматель;^фоп;^чп;^фізична особа підприємець
public|RU KZ BY|^фгуп;^гуп;^муп;^руп;^гкп;^фгбу;^гбу;^гбоу
nonprofit|RU|^ано;^нко;^нп;^автономная некоммерческая организация
stock|UA|^ат;^пат;^прат;^пуат;^акціонерне товариство;^публічне акціонерне товариство;^приватне акціонерне товариство;!^pat;!^prat
limited|UA|^тов;^товариство з обмеженою відповідальністю;!^tov;^пп;^приватне підприємство
stock|BY|^аат;^зат;^зао
limited|BY|^таа;^чуп;^чтуп;^уп
limited|KZ|^жшс;жауапкершілігі шектеулі серіктестігі
stock|KZ|^ақ
limited|AM|^սպը;սահմանափակ պատասխանատվությամբ ընկերություն
stock|AM|^փբը;^բբը
limited|GE|^შპს
stock|GE|^სს
limited|AZ|mmc;məhdud məsuliyyətli cəmiyyəti
stock|AZ|asc;qsc;açıq səhmdar cəmiyyəti;qapalı səhmdar cəmiyyəti
limited|UZ|^mchj;mas'uliyati cheklangan jamiyati
limited|DE AT CH LI IT BE LU|gmbh;g.m.b.h.;ges.m.b.h.;gesmbh;ges mbh;mbh;gesellschaft mit beschränkter haftung;gesellschaft mit beschraenkter haftung;gesellschaft m.b.h.;gesellschaft mbh;ggmbh;gemeinnützige gmbh;gemeinnuetzige gmbh;gemeinnützige gesellschaft mbh;ug;ug (haftungsbeschränkt);ug haftungsbeschraenkt;unternehmergesellschaft;unternehmergesellschaft (haftungsbeschränkt);gmbh i.g.;gmbh i.gr.;gug;flexkapg;flexco;flexible kapitalgesellschaft
stock|DE AT CH LI LU|ag;aktiengesellschaft;!gag;invag;reit ag;a.g.
stock|*|se;societas europaea;s.e.
limited partnership|DE AT LI CH|gmbh & co kg;gmbh & co. kg;gmbh und co kg;gmbh u. co. kg;gmbh + co. kg;gmbh & cie kg;gmbh & cie. kg;gmbh co kg;mbh & co kg;ges.m.b.h. & co. kg;gesellschaft mbh & co. kg;gmbh & compagnie kg;ag & co kg;ag & co. kg;se & co kg;se & co. kg;ug & co kg;ug & co. kg;ug (haftungsbeschränkt) & co. kg;kg;k.g.;kommanditgesellschaft;& co kg;& co. kg;und co kg;u. co. kg;& cie kg;& cie. kg;co kg;stiftung & co. kg;stiftung & co kg;ltd & co kg;ltd & co. kg;limited & co. kg;bv & co kg;b.v. & co. kg;keg;kg (gmbh & co.);(gmbh & co.) kg;(gmbh & co) kg;kgmbh
stock|DE|kgaa;gmbh & co kgaa;gmbh & co. kgaa;ag & co kgaa;ag & co. kgaa;se & co kgaa;se & co. kgaa;& co kgaa;& co. kgaa;kommanditgesellschaft auf aktien
partnership|DE AT CH LI|ohg;offene handelsgesellschaft;gmbh & co ohg;gmbh & co. ohg;ag & co. ohg;& co ohg;& co. ohg;og;offene gesellschaft;oeg;gbr;egbr;g.b.r.;gesbr;gesellschaft bürgerlichen rechts;gesellschaft buergerlichen rechts;gesellschaft des bürgerlichen rechts;partg;partg mbb;partgmbb;partnerschaft;partnerschaft mbb;partnerschaftsgesellschaft;partnerschaftsgesellschaft mbb;partgesmbb;mbb;arge;kollektivgesellschaft;einfache gesellschaft;stille gesellschaft
sole trader|DE AT CH LI|ek;e.k.;e.kfm.;e. kfm.;ekfm;e.kfr.;e. kfr.;ekfr;eingetragener kaufmann;eingetragene kauffrau;einzelfirma;einzelunternehmen;einzelunternehmer;!eu;!e.u.
cooperative|DE AT CH LI|eg;e.g.;egen;e.gen.;eingetragene genossenschaft;genossenschaft;reg.gen.m.b.h.;rgenmbh;regmbh;gen.m.b.h.;genossenschaft m.b.h.
nonprofit|DE AT CH LI|!ev;e.v.;eingetragener verein;e. v.;vvag;versicherungsverein auf gegenseitigkeit
public|DE AT CH|aör;a.ö.r.;anstalt des öffentlichen rechts;anstalt des oeffentlichen rechts;kdör;k.d.ö.r.;körperschaft des öffentlichen rechts;koerperschaft des oeffentlichen rechts;eigenbetrieb
foundation|DE AT CH LI|stiftung;gemeinnützige stiftung;privatstiftung;stiftung des öffentlichen rechts
limited|CH FR BE LU MC TN MA DZ SN CI CM BJ NE ML BF TG GA CD CG MG GN|^sàrl;^s.à r.l.;^s.a.r.l.;^sarl;sarl au;^sarlu;^suarl;^eurl;^e.u.r.l.;^société à responsabilité limitée;s.a.r.l. unipersonnelle;sarl a associe unique;s.à r.l.-s;sarl-s;s.à rl;s.a rl
stock|FR CH BE LU MC TN MA DZ SN CI CM BJ NE ML BF TG GA MG CD CG|!^sa;!^s.a.;sa;s.a.;^société anonyme;^societe anonyme;sca;s.c.a.;^société en commandite par actions;sa au capital;!sam;société anonyme monégasque
stock|FR LU SN CI BJ NE CM MA MC|!^sas;sas;!^s.a.s.;s.a.s.;^sasu;^s.a.s.u.;^société par actions simplifiée;^societe par actions simplifiee;^société par actions simplifiée unipersonnelle;selas;selasu
partnership|FR BE LU CH MC MA TN|!^snc;snc;!^s.n.c.;s.n.c.;^société en nom collectif;!^sci;sci;!^s.c.i.;s.c.i.;^société civile immobilière;^société civile;!^scp;scp;!^scm;scm;!^scs;scs;!^s.c.s.;s.c.s.;^société en commandite simple;secs;scsp;^scpi;^selarl;^selarlu;senc
sole trader|FR BE|^eirl;^entreprise individuelle;auto entrepreneur;micro entreprise
cooperative|FR BE LU|scop;^scic;!^sica;sica;gaec;earl;^société coopérative;^sccv
nonprofit|FR BE LU|!^gie;gie;!^g.i.e.;g.i.e.;^geie;groupement d'intérêt économique;^association loi 1901;asbl;a.s.b.l.;aisbl;association sans but lucratif
limited|BE NL|bv;b.v.;bvba;b.v.b.a.;besloten vennootschap;besloten vennootschap met beperkte aansprakelijkheid;bvba so;^sprl;^s.p.r.l.;sprlu;!^srl;srl;ebvba;bv in oprichting
stock|BE NL SR AW CW SX|nv;n.v.;naamloze vennootschap;sa/nv;nv/sa;n.v./s.a.;s.a./n.v.
cooperative|BE NL|cvba;c.v.b.a.;scrl;s.c.r.l.;coöperatie;cooperatie;coöperatie u.a.;cooperatie u.a.;u.a.;b.a.;w.a.;coöperatieve vereniging;coöp;scrlfs
partnership|BE NL SR|vof;v.o.f.;vennootschap onder firma;maatschap;comm.v;commv;comm.va;commanditaire vennootschap;!cv;!c.v.;gcv;g.c.v.
nonprofit|BE NL|vzw;v.z.w.;ivzw;vereniging;vereniging zonder winstoogmerk;stichting administratiekantoor;owm;o.w.m.;vve
foundation|NL BE|^stichting
sole trader|NL|eenmanszaak
limited|ES|^s.l.;sl;slu;s.l.u.;s.l. unipersonal;sociedad limitada;sociedad limitada unipersonal;sll;s.l.l.;slne;s.l.n.e.;slp;s.l.p.;sociedad de responsabilidad limitada;sociedad limitada profesional;sociedad limitada laboral
stock|ES PT IT RO PL MX AR CL CO PE BR GR EC UY PY BO CR PA GT HN SV NI DO VE CU|sa;s.a.;s/a;sociedad anónima;sociedad anonima;sociedade anónima;sociedade anonima;sociedade anônima
stock|ES|sau;s.a.u.;s.a. unipersonal;sociedad anónima unipersonal;!sal;s.a.l.;sociedad anónima laboral;s.a.d.;!sad;s.a.e.;s.m.e.;!mp;m.p.;s.a. m.p.;sociedad anonima deportiva;socimi
cooperative|ES|s. coop.;s.coop;scoop;sociedad cooperativa;s. coop. and.;s. coop. mad.;s.c.c.l.;sccl;coop. v.;s.c.l.;sociedad cooperativa limitada;s. coop. pequeña
partnership|ES|c.b.;!cb;comunidad de bienes;s.c.;!sc;sociedad civil;s.c.p.;s. com.;s. en c.;s.r.c.;!ute;u.t.e.;aie;a.i.e.;sociedad civil particular
fund|ES|f.i.
nonprofit|ES MX AR CO PE|a.c.;asociación civil;asociacion civil;asociación
foundation|ES MX AR CO|^fundación;^fundacion
limited|PT BR AO MZ CV|lda;l.da;lda.;limitada;ltda;unipessoal lda;unipessoal, lda;sociedade unipessoal lda;sociedade unipessoal;unipessoal;sociedade por quotas;ltda me;ltda - me;ltda. epp;ltda epp
sole trader|BR|eireli;eireli me;eireli - me;eireli epp;!mei;!me;!epp
stock|PT|sgps;sgps sa;s.g.p.s.;sgps, s.a.
cooperative|PT|crl;c.r.l.;cooperativa de responsabilidade limitada
public|PT BR|e.p.e.;epe;e.m.;!e.p.
partnership|BR|s/s;sociedade simples;s/s ltda;s/c;s/c ltda
limited|IT RO AR UY PY PE BO CR DO PA MD SM CL HN|srl;s.r.l.;srls;s.r.l.s.;s.r.l. semplificata;srl unipersonale;s.r.l. unipersonale;s.r.l. a socio unico;srl a socio unico;s.r.l. con socio unico;s.r.l. con unico socio;s.r.l. u.;s.r.l.u.;srlu;srlcr;società a responsabilità limitata;societa a responsabilita limitata;s.r.l. in liquidazione;s.r.l. sb;srl societa benefit;srl società benefit;s.r.l. società benefit;s.r.l. benefit;sociedad de responsabilidad limitada;s.r.l.-d;srl-d
stock|IT SM|spa;s.p.a.;società per azioni;societa per azioni;s.p.a. a socio unico;s.p.a. con socio unico;spa unipersonale;s.p.a. unipersonale;s.p.a. società benefit;spa sb;s.p.a. in a.s.;sapa;s.a.p.a.;società in accomandita per azioni
partnership|IT SM|snc;s.n.c.;s.n.c. di;sas;s.a.s.;s.s.;societa semplice;società semplice;società in nome collettivo;società in accomandita semplice;studio associato
cooperative|IT|soc. coop.;soc coop;società cooperativa;societa cooperativa;soc. coop. a r.l.;soc. coop. arl;soc. coop. sociale;società cooperativa sociale;società cooperativa a r.l.;cooperativa sociale;scarl;s.c.a r.l.;s.c.a.r.l.;s.c.r.l.;scrl;s.c.p.a.;scpa;s.c.s.;coop;s.c. a r.l.;soc. coop. p.a.;società consortile;società consortile a r.l.;soc. cons. a r.l.;s. cons. a r.l.;onlus
sole trader|IT|ditta individuale;d.i.
nonprofit|IT|aps;a.p.s.;!asd;a.s.d.;!ssd;onlus;odv;!ets
stock|MX|sa de cv;s.a. de c.v.;s.a. de c. v.;sociedad anónima de capital variable;sociedad anonima de capital variable;sapi de cv;s.a.p.i. de c.v.;s.a.p.i.;sab de cv;s.a.b. de c.v.;s.a.b.;sa de cv sofom enr;s.a. de c.v., sofom, e.n.r.;s.a. de c.v., sofom, e.r.;s.a.s. de c.v.;sas de cv
limited|MX|s de rl de cv;s. de r.l. de c.v.;s. de r.l.;s de rl;s. de r.l. mi;sociedad de responsabilidad limitada de capital variable;s. de r.l. de i.p. de c.v.;srl de cv;s.r.l. de c.v.
partnership|MX PA|s.c.;!sc;s. en n.c.;s. en c. por a.;s. en c.
cooperative|MX|s.c. de r.l.;sc de rl;s.c. de r.l. de c.v.
limited|CO EC GT CL PE BR PY BO CR VE|ltda;limitada;cia ltda;cia. ltda.;cía. ltda.;compañía limitada;compania limitada;y cia ltda;y cía. ltda.;& cia ltda;& cia. ltda.
stock|CO CL PE EC AR UY DO MX|sas;s.a.s.;spa;s.p.a.;sociedad por acciones simplificada;sociedad por acciones;sac;s.a.c.;saa;s.a.a.;sociedad anónima cerrada;sociedad anonima cerrada;sociedad anónima abierta;s.a. esp;s.a. e.s.p.;sa esp;s.a.s. e.s.p.;sau;s.a.u.;c. por a.;c.a.;saic;s.a.i.c.;saci;s.a.c.i.;s.a.c.i.f.;sacif;s.a.i.c.f.;s.a.c.i.f.i.a.;sacifia;s.a.c.i.f. y a.;s.a.i.c. y f.;s.a. bic;sas bic;s.a.s. bic;s.a.c.s.
sole trader|CO CL PE PY CR DO|eirl;e.i.r.l.;e.u.;empresa unipersonal;empresa individual de responsabilidad limitada
partnership|CO GT CL AR|s. en c.;s. en c. s.;y cia s. en c.;s.c.a.;sca;s.h.;!ute
limited|RO MD|!^sc;!^s.c.;srl
sole trader|RO|pfa;p.f.a.;intreprindere individuala;!^pfa;!i.i.
public|RO|!^r.a.;^regia autonoma
limited|PL|sp. z o.o.;sp z o o;sp. zo.o.;spółka z o.o.;spolka z o.o.;spolka z oo;spółka z oo;spółka z ograniczoną odpowiedzialnością;spolka z ograniczona odpowiedzialnoscia;sp. z oo;spzoo;sp. z o. o.;z o.o.
stock|PL|s.a.;spółka akcyjna;spolka akcyjna;p.s.a.;!psa;prosta spółka akcyjna
limited partnership|PL|sp. k.;sp.k.;spk;spółka komandytowa;spolka komandytowa;sp. z o.o. sp. k.;sp. z o.o. sp.k.;sp. z o.o. spółka komandytowa;sp. z o.o. spolka komandytowa;spółka z ograniczoną odpowiedzialnością spółka komandytowa;spółka z ograniczoną odpowiedzialnością sp. k.;spolka z ograniczona odpowiedzialnoscia spolka komandytowa;s.k.a.;!ska;spółka komandytowo akcyjna;sp. z o.o. s.k.a.;sp. z o.o. s.k.;s.k.
partnership|PL|s.c.;spółka cywilna;spolka cywilna;sp. j.;sp.j.;spj;s.j.;spółka jawna;spolka jawna;sp.p.;sp. p.;spółka partnerska;spolka partnerska
cooperative|PL|spółdzielnia;spoldzielnia
public|PL|przedsiębiorstwo państwowe;p.p.;samodzielny publiczny zakład opieki zdrowotnej;^spzoz;^sp zoz
foundation|PL|^fundacja
nonprofit|PL|^stowarzyszenie
limited|CZ SK|s.r.o.;s. r. o.;sro;spol. s r.o.;spol. s r. o.;spol s ro;společnost s ručením omezeným;spolecnost s rucenim omezenym;spoločnosť s ručením obmedzeným
stock|CZ SK|a.s.;a. s.;!as;akciová společnost;akciova spolecnost;akciová spoločnosť;akc. spol.;j.s.a.;jednoduchá spoločnosť na akcie;a.s. v likvidaci
partnership|CZ SK|v.o.s.;!vos;veřejná obchodní společnost;verejná obchodná spoločnosť;k.s.;komanditní společnost;komanditná spoločnosť;kom. spol.
cooperative|CZ SK|družstvo;druzstvo
nonprofit|CZ SK|z.s.;o.p.s.;z.ú.;o.z.;n.o.;spolek;zapsaný spolek;občianske združenie
public|CZ SK|s.p.;š.p.;státní podnik;p.o.
limited|HU|kft;korlátolt felelősségű társaság;korlatolt felelossegu tarsasag
stock|HU|zrt;nyrt;!rt;részvénytársaság;zártkörűen működő részvénytársaság;nyilvánosan működő részvénytársaság
limited partnership|HU|!bt;betéti társaság
partnership|HU|kkt;közkereseti társaság
sole trader|HU|e.v.;egyéni vállalkozó;e.c.
nonprofit|HU|nonprofit kft;nonprofit kft.;nonprofit zrt;kht;alapítvány;egyesület
cooperative|HU|szövetkezet
limited|SI HR RS BA ME MK XK|d.o.o.;doo;d. o. o.;d.o.o;društvo s ograničenom odgovornošću;drustvo s ogranicenom odgovornoscu;družba z omejeno odgovornostjo;j.d.o.o.;jdoo;д.о.о.;доо;дооел;dooel;d.o.o.e.l.
stock|SI HR RS BA ME MK|d.d.;dd;dioničko društvo;dionicko drustvo;delniška družba;a.d.;!ad;ад;а.д.;akcionarsko društvo;akcionarsko drustvo;акционарско друштво
partnership|SI HR RS BA ME MK|j.t.d.;jtd;d.n.o.;k.d.;o.d.
sole trader|SI HR RS|s.p.;obrt;vl.;t.p.;!szr;!pr
public|RS ME BA|^јп;!^jp;javno preduzeće
limited|BG|^еоод;^оод;еоод;оод;eood;ood
stock|BG|^ад;^еад;ад;еад;ead;!ad;адсиц;adsic
partnership|BG|сд;дззд;dzzd;кд;кда
sole trader|BG|^ет;^!et
limited|GR CY|ε.π.ε.;επε;epe;e.p.e.;ι.κ.ε.;ικε;ike;i.k.e.;μονοπρόσωπη ιικε;μονοπρόσωπη ι.κ.ε.;μονοπρόσωπη επε;λτδ;p.c.
stock|GR|α.ε.;αε;!ae;a.e.;s.a.;ανώνυμη εταιρεία;ανώνυμος εταιρεία;α.β.ε.ε.;αβεε;a.b.e.e.;a.v.e.e.;αεβε;α.ε.β.ε.;a.e.b.e.;aebe;abee;a.t.e.;α.τ.ε.;m.a.e.;μονοπρόσωπη αε;μονοπρόσωπη α.ε.;s.m.s.a.;sm sa;single member s.a.
partnership|GR|ο.ε.;οε;o.e.;ε.ε.;εε;e.e.;ομόρρυθμη εταιρεία;ετερόρρυθμη εταιρεία;& σια ε.ε.;& σια ο.ε.
limited|TR|ltd. şti.;ltd şti;ltd sti;ltd. sti.;limited şirketi;limited sirketi;limited şti.;limited sti;tic. ltd. şti.;tic ltd sti;ticaret limited şirketi;san. ve tic. ltd. şti.;san ve tic ltd sti;san. tic. ltd. şti.;san tic ltd sti;sanayi ve ticaret limited şirketi;sanayi ve ticaret ltd. şti.;sanayi ve ticaret limited sirketi;sanayi ve ticaret ltd sti;ve ticaret limited şirketi;ve tic. ltd. şti.
stock|TR|a.ş.;aş;a. ş.;a.s.;anonim şirketi;anonim sirketi;anonim ortaklığı;san. ve tic. a.ş.;san ve tic as;san. ve tic. a.s.;san. tic. a.ş.;sanayi ve ticaret a.ş.;sanayi ve ticaret a.s.;sanayi ve ticaret as;sanayi ve ticaret anonim şirketi;ticaret a.ş.;ve ticaret a.ş.;sanayi a.ş.;sanayii a.ş.;t.a.ş.;t.a.s.;a.o.
partnership|TR|koll. şti.;kom. şti.;adi ortaklığı
limited|DK|aps;anpartsselskab;anpartsselskabet;smba;s.m.b.a.;ivs;iværksætterselskab
stock|DK|a/s;aktieselskab;aktieselskabet;p/s;partnerselskab
partnership|DK|i/s;k/s;interessentskab;kommanditselskab
cooperative|DK|a.m.b.a.;amba;andelsselskab;f.m.b.a.;fmba
foundation|DK|!fond;fonden
stock|NO|^!as;as;a/s;asa;aksjeselskap;allmennaksjeselskap
partnership|NO|!ans;!da;!ks;k/s;ansvarlig selskap;indre selskap
cooperative|NO|!sa;!ba;samvirkeforetak;bbl
sole trader|NO|enk;enkeltpersonforetak
public|NO|!kf;!iks;statsforetak;!sf;!hf
foreign branch|NO|nuf;norskregistrert utenlandsk foretak
limited|SE FI|^aktiebolag;^aktiebolaget;ab;a.b.;!^ab;ab (publ);aktiebolag (publ);aktiebolaget (publ);publ ab;privat aktiebolag
partnership|SE|!hb;handelsbolag;handelsbolaget;!kb;kommanditbolag;kommanditbolaget
cooperative|SE|ek. för.;ek för;ekonomisk förening;ekonomisk forening;ek. for.
nonprofit|SE|ideell förening;brf
foundation|SE|^stiftelsen
limited|FI|^oy;oy;osakeyhtiö;osakeyhtio;oy ab;oy - ab;ab oy
stock|FI|oyj;oyj abp;abp;julkinen osakeyhtiö;publikt aktiebolag
partnership|FI|!ky;kommandiittiyhtiö;!ay;avoin yhtiö;!kb
cooperative|FI|osk;osuuskunta;andelslag;anl
sole trader|FI|tmi;!^tmi;toiminimi
nonprofit|FI|!ry;r.y.;!rf;r.f.;rekisteröity yhdistys
foundation|FI|!sr;säätiö;saatio
limited|IS|ehf
stock|IS|!hf;ohf
partnership|IS|slf;!sf;slhf
limited|EE|^oü;oü;^osaühing;osaühing;ou;^!ou
stock|EE|^!as;as;aktsiaselts
partnership|EE|uü;tü;usaldusühing;täisühing
nonprofit|EE|mtü;^mtü
sole trader|EE|!^fie;!fie
foundation|EE|sihtasutus
limited|LV|!^sia;sia;sabiedrība ar ierobežotu atbildību;^sabiedrība ar ierobežotu atbildību
stock|LV|^!as;a/s;!^a/s;!as;akciju sabiedrība
sole trader|LV|!^ik
partnership|LV|^!ps;^!ks
limited|LT|^uab;uab;uždaroji akcinė bendrovė;^uždaroji akcinė bendrovė;!^mb;!mb;mažoji bendrija
stock|LT|^!ab;!ab;akcinė bendrovė
public|LT|^vši;!^vsi;všį;^vį
sole trader|LT|!^ii;individuali įmonė;^!iį
limited|AL XK|shpk;sh.p.k.;sh.p.k
stock|AL XK|!sha;sh.a.
limited|JP|godo kaisha;!gk;g.k.;!^gk;y.k.;yugen kaisha;yugen gaisha;goudou kaisha
stock|JP|^kabushiki kaisha;^kabushiki gaisha;kabushiki kaisha;kabushiki gaisha;k.k.;kk;^!kk
stock|KR|^jusik hoesa;jusikhoesa;chusik hoesa
limited|KR|yuhan hoesa;yuhanhoesa
stock|CN TW HK|gufen youxian gongsi;stock company limited;joint stock co ltd;co ltd by shares
limited|CN|youxian gongsi;youxian zeren gongsi;wfoe
limited|AE OM BH QA KW SA JO EG|^شركة;ش.ذ.م.م;ذ.م.م;ش ذ م م;wll;w.l.l.;!spc;s.p.c.;fze;fz-e;fzco;fz co;fz-llc;fz llc;fzc;!fz;dmcc;dwc-llc;dwc llc;spc ltd;s.o.c.;!est;establishment;l.l.c-fz;l.l.c. - fz;l l c o p c;l.l.c-o.p.c
stock|AE OM BH QA KW SA JO EG|pjsc;p.j.s.c.;psc;qsc;q.s.c.;qpsc;q.p.s.c.;saoc;s.a.o.c.;saog;s.a.o.g.;bsc;b.s.c.;bsc (c);b.s.c. (c);ksc;k.s.c.;kscc;k.s.c.c.;kscp;k.s.c.p.;sjsc;ش.م.ع;ش.م.م;ش.م.ك;ش.م.ب;sae;s.a.e.;saudi joint stock company;closed joint stock co
limited|EG|ش.ذ.م.م
stock|LB SY|!sal;s.a.l.
limited|IL|בע"מ;בעמ
nonprofit|IL|ע"ר;חל"צ
stock|IR|pjs;سهامی خاص;سهامی عام;شرکت
limited|CY MT GI BS BB VG BM SC MU KE TZ UG GH NG ZM HK LK BD JM TT FJ PG|ltd;limited;ltd/gte
stock|BR|s/a;s.a.;sa;cia;companhia
cooperative|*|sce;s.c.e.;co operative;cooperative;co op;co operative limited;cooperative limited;co op limited;co operative ltd;cooperative ltd;co op ltd;cooperative inc;co operative inc;co op inc
partnership|*|eeig;e.e.i.g.;ewiv;e.w.i.v.;geie;g.e.i.e.;eesv;e.e.s.v.;aeie;a.e.i.e.;ezig;egiz
partnership|US|rllp;r.l.l.p.;rlllp;r.l.l.l.p.
corporation|US|!p.a.;!pa;lca;l.c.a.
nonprofit|US|!assoc;!association
limited|CH|sagl;s.a.g.l.
partnership|CH|kmg;kommanditaktiengesellschaft
limited|MX|s.p.r. de r.l. de c.v.;s.p.r. de r.l.;spr de rl de cv;spr de rl
stock|MX|s.a. p.i. de c.v.;s.a. p.i. b.;s.a.p.i.b. de c.v.;s.a., sofom, e.n.r.;s.a., sofom, e.r.;s.a.b. de c.v., sofom, e.n.r.;s.a.p.i. de c.v., sofom, e.n.r.;s.a. de c.v., siefore;s.a. de c.v., afore
partnership|MX|s.c. de a.p.;s.c. de a.p. de c.v.;s. en c. de c.v.
nonprofit|MX|i.a.p.
stock|LU BE|!sc;seca;secsp;sepcav;scri fs;scrl fs;sca fs;sca so;cva so;cvba so;cvoa so;cvoa;snc fs;vof so;sa fs;nv so
limited|BE|spri;pgmbh
fund|LU FR ES|fcp;fcpi;fcpr;fcpe;!fip;opcvm;!fi;!fim;iic;siefore
cooperative|ES FR|s. coop. p.;scp;!sat;s.a.t.;s.g.r.;!sgr
limited|KY VC VG BS KN SC|!ldc;spc;!ibc;!elp;sezc;!pcc;scc limited;scc ltd;!csl
limited|AW SX CW|!vba;v.b.a.;!avv;a.v.v.;!abv;a.b.v.
cooperative|SE NO|!khf;!bab;!brl
stock|SE|bank ab;!fab;!ofb
limited|IE GB GG JE|ulc uc;pulc;!uc;cga;lbg;dac (limited by shares);dac (limited by guarantee);!icc
limited|GR|ν.ε.π.α.;n.e.p.a.
limited|SI|k.d.d.;z.o.o.;z.b.o.
sole trader|DE|e. kffr.;ekffr
foundation|GG JE US NZ|!fdn
nonprofit|NZ|inc soc;incorporated society
limited|PK|(guarantee) ltd;smc pvt ltd;(smc-private) limited;smc private limited
stock|ID|pt pma;pt pmdn;^pt pma
partnership|CO GT|cía. s. en c.;cía. sca
status|*|!na;!wa;!ua;!il;!ig;!fa;!va;!ac;!ca;!sp;!ss;!sk;!sj;!di;!od;!kd;!tp;!pp;!zs;!oz;!no;!po;!ec;!ep;!em;!fi;!oe;!ee;!ao;!ops;!sh;!la
status|*|(publ);in liquidation;(in liquidation);in administration;in receivership;i.l.;i. l.;i.gr.;i. gr.;i.g.;in gründung;in gruendung;in liquidazione;en liquidation;en liquidación;en liquidacion;w likwidacji;v likvidaci;v likvidácii;w upadłości;in insolvenz;under liquidation;debtor in possession;u likvidaciji;f.a.;u stečaju;в ликвидации;társaság felszámolás alatt;f.a;v.a.;in vereffening;i likvidation;konkursbo`;

/**
 * Forms of East Asian scripts, which are written without spaces, at either end of a name and longest first: generic class | country | forms.
 * They are removed before anything is folded to ASCII; after it they would be noise.
 */
export const unspacedForms = `
stock|JP|株式会社;株式會社;(株);カブシキガイシャ
limited|JP|有限会社;有限會社;(有);合同会社;(同)
partnership|JP|合資会社;合名会社;(資);(名);有限責任事業組合
nonprofit|JP|特定非営利活動法人;npo法人;一般社団法人;公益社団法人;(一社);(公社);社会福祉法人;(福);医療法人社団;医療法人財団;医療法人;(医);学校法人;(学);宗教法人;(宗)
foundation|JP|一般財団法人;公益財団法人;(一財);(公財)
public|JP|独立行政法人;国立大学法人;地方独立行政法人;(独);国立研究開発法人
cooperative|JP|協同組合;農業協同組合;生活協同組合;事業協同組合
stock|CN TW HK|股份有限公司;集团股份有限公司;集團股份有限公司;控股股份有限公司;股份公司
limited|CN TW HK|有限责任公司;有限責任公司;有限公司;无限公司;無限公司
limited partnership|CN|有限合伙企业;(有限合伙);有限合伙
partnership|CN|普通合伙企业;(普通合伙);(特殊普通合伙);合伙企业
sole trader|CN|个体工商户;个人独资企业
company|CN TW HK|公司
stock|KR|주식회사;(주)
limited|KR|유한회사;유한책임회사;(유)
partnership|KR|합자회사;합명회사;(합)
nonprofit|KR|사단법인;(사);재단법인;(재);학교법인;의료법인;사회복지법인
cooperative|KR|협동조합
`;
