const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words before a name that are no part of it, folded: forms of address, academic and other titles. */
export const titles = words(`
  mr mrs ms miss mx sir madam dame lord lady dr drs prof professor doctor rev reverend fr honourable capt captain colonel sgt lt
  herr frau hr fr dipl ing diplom magister mag univ priv doz habil ir mba
  mme mlle monsieur mademoiselle maitre docteur
  sr sra srta senor senora senorita lic licenciado licenciada ingeniero doctora
  sig sigra signor signora signorina dott dottssa dottore dottoressa avv avvocato geom rag arch
  dhr mevr mw mevrouw heer
  pani inz mgr bc mudr judr phdr rndr
  shri smt kumari`);

/** Words after a name that are no part of it, folded: generations, degrees, professional letters. None of them is a surname: Ma, Ba and Meng are. */
export const suffixes = words(`
  jr jnr sr snr junior senior ii iii iv
  phd dds dvm llm llb mba msc bsc mphil dphil esq esquire cpa cfa cissp pmp acca fca frcs obe mbe cbe csc`);

/** Further letters that are taken for a degree only where they stand behind a comma: "Ada King, MA". */
export const degrees = words(`ma ba bs ms md jd rn pe qc kc me meng beng aca dis drs ing ph d dba pmi cbap ceng cphr shrm p eng`);

/** Small words that open a surname and stay with it: "van der Berg", "de la Cruz", "bin Rashid". */
export const particles = words(`
  van von vom zu zum zur vander vonder der den ter ten te de del dela della delle degli dei di da das do dos du des d la le les lo los las el al bin ibn ben bint abu abd
  san santa saint st y e af av mac mc o ap fitz 't`);

/** Those that are no given name: where nothing stands before them, the given name is missing. */
export const leadingParticles = words('van von vom zum zur vander vonder de den der del della du des');
