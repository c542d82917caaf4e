/**
 * Forms of VAT identification numbers without the country's prefix. EU members: European Commission, VIES, "structure of VAT numbers"; others by their tax authorities.
 * A form says that a number could be one, not that it was given out.
 */
const forms = `
AT U\\d{8}
BE [01]\\d{9}
BG \\d{9,10}
CY \\d{8}[A-Z]
CZ \\d{8,10}
DE \\d{9}
DK \\d{8}
EE \\d{9}
ES [A-Z0-9]\\d{7}[A-Z0-9]
FI \\d{8}
FR [A-Z0-9]{2}\\d{9}
GR \\d{9}
HR \\d{11}
HU \\d{8}
IE \\d[A-Z0-9+*]\\d{5}[A-Z]{1,2}
IT \\d{11}
LT (?:\\d{9}|\\d{12})
LU \\d{8}
LV \\d{11}
MT \\d{8}
NL \\d{9}B\\d{2}
PL \\d{10}
PT \\d{9}
RO \\d{2,10}
SE \\d{12}
SI \\d{8}
SK \\d{10}
GB (?:\\d{9}|\\d{12}|GD\\d{3}|HA\\d{3})
CH \\d{9}
NO \\d{9}
IS \\d{5,6}
RS \\d{9}
TR \\d{10}
UA \\d{12}
AU \\d{11}
NZ \\d{8,9}
IN \\d{2}[A-Z]{5}\\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]
BR \\d{14}
MX [A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{3}
AR \\d{11}
CL \\d{7,8}[0-9K]
CO \\d{9,10}
ZA 4\\d{9}
AE \\d{15}
SA \\d{15}
IL \\d{9}
SG [A-Z0-9]{9,10}
KR \\d{10}
JP \\d{13}
CN [A-Z0-9]{18}`;

/** By country (ISO 3166-1 alpha-2). */
export const vatForms: ReadonlyMap<string, RegExp> = new Map(forms.trim().split('\n').map((line) => [line.slice(0, 2), new RegExp(`^(?:${line.slice(3)})$`)] as const));

/** Prefixes of numbers that are not their country's code. */
export const vatPrefixes: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB', CHE: 'CH', UK: 'GB' };
