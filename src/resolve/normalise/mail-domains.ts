import { createRequire } from 'node:module';
import { registrableDomain } from './web-domain.ts';
import { remember } from './remember.ts';

/**
 * What a mail domain tells of an employer. `work`: a domain of its own, which is an organisation's as far as can be known. `free`: a provider
 * at which anybody has an address. `isp`: addresses that come with a connection. `disposable`: addresses thrown away after use.
 * `host`: a place that many share, such as a site builder's subdomains or a relay. Only `work` says anything about a company.
 */
export type MailDomainKind = 'work' | 'free' | 'isp' | 'disposable' | 'host';

/** Connections' own addresses, where a company of that name may have the domain as well: its people cannot be told from its customers. */
const isps = `t-online.de freenet.de arcor.de vodafone.de unitymedia.de netcologne.de kabelmail.de ewetel.net ewe.net osnanet.de alice-dsl.net versanet.de 1und1.de online.de
a1.net aon.at chello.at inode.at utanet.at kabelplus.at liwest.at bluewin.ch hispeed.ch sunrise.ch swissonline.ch vtxmail.ch
comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net charter.net cox.net earthlink.net centurylink.net optonline.net frontier.com frontiernet.net windstream.net roadrunner.com rr.com twc.com suddenlink.net mediacombb.net juno.com netzero.net pacbell.net swbell.net
rogers.com shaw.ca sympatico.ca bell.net telus.net videotron.ca cogeco.ca eastlink.ca sasktel.net
btinternet.com btopenworld.com bt.com sky.com virginmedia.com ntlworld.com blueyonder.co.uk talktalk.net tiscali.co.uk plusnet.com plus.com orange.net o2.co.uk eircom.net eir.ie
orange.fr wanadoo.fr free.fr sfr.fr bbox.fr neuf.fr numericable.fr aliceadsl.fr club-internet.fr cegetel.net 9online.fr
libero.it tiscali.it alice.it virgilio.it tin.it tim.it fastwebnet.it inwind.it iol.it vodafone.it teletu.it
telefonica.net movistar.es ono.com jazztel.es euskaltel.net sapo.pt netcabo.pt mail.telepac.pt clix.pt
telenet.be skynet.be proximus.be scarlet.be voo.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl upcmail.nl hetnet.nl chello.nl quicknet.nl casema.nl caiway.nl zeelandnet.nl
telia.com bredband.net bredband2.com comhem.se tele2.se glocalnet.net spray.se online.no broadpark.no getmail.no lyse.net stofanet.dk mail.dk mail.tele.dk pc.dk elisanet.fi kolumbus.fi saunalahti.fi netti.fi simnet.is pt.lu
neostrada.pl vp.pl netia.pl upc.cz o2.cz volny.cz upcmail.hu t-online.hu chello.hu digikabel.hu inet.hr t-com.hr net.hr otenet.gr forthnet.gr hol.gr cytanet.com.cy
bigpond.com bigpond.net.au telstra.com optusnet.com.au optusnet.com iinet.net.au westnet.com.au tpg.com.au internode.on.net dodo.com.au xtra.co.nz clear.net.nz slingshot.co.nz
docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp ocn.ne.jp nifty.com biglobe.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp au.com
uol.com.br terra.com.br bol.com.br ig.com.br oi.com.br globo.com arnet.com.ar fibertel.com.ar speedy.com.ar prodigy.net.mx entelchile.net une.net.co
mweb.co.za telkomsa.net vodamail.co.za iafrica.com airtelmail.in vsnl.com vsnl.net bsnl.in mtnl.net.in singnet.com.sg pacific.net.sg starhub.net.sg streamyx.com netvigator.com hinet.net seed.net.tw emirates.net.ae eim.ae saudi.net.sa ttmail.com`;

/** Providers that the list lacks. */
const freeToo = `tutanota.com tutanota.de tuta.com tuta.io tutamail.com keemail.me fastmail.com fastmail.fm zoho.com zohomail.com zoho.eu posteo.de posteo.net posteo.eu mailfence.com runbox.com startmail.com disroot.org riseup.net countermail.com hushmail.com
sohu.com foxmail.com aliyun.com 139.com 189.cn wo.cn gmx.com gmx.net gmx.at gmx.ch gmx.de gmx.eu gmx.info gmx.org duck.com kakao.com nate.com citromail.hu mailbox.org email.cz post.cz azet.sk zoznam.sk o2.pl tlen.pl op.pl gazeta.pl inbox.lv mail.ee list.ru bk.ru internet.ru yandex.by yandex.kz yandex.com.tr rambler.ru protonmail.ch proton.me ukr.net i.ua meta.ua mynet.com walla.com walla.co.il aol.de aol.fr aol.co.uk luukku.com mail.bg`;

/** Providers with a domain in every country. */
const freeAnywhere = /^(?:hotmail|outlook|live|msn|yahoo|ymail|rocketmail|googlemail|gmx|aol)\.(?:com?\.)?[a-z]{2,3}$/;

/** Relays, site builders and pages of others: a subdomain there, or the domain itself, is nobody's company. */
const hosts = `privaterelay.appleid.com users.noreply.github.com simplelogin.com simplelogin.co aleeas.com slmail.me anonaddy.com anonaddy.me addy.io relay.firefox.com mozmail.com
facebook.com fb.com instagram.com twitter.com x.com linkedin.com xing.com youtube.com tiktok.com pinterest.com whatsapp.com wa.me t.me linktr.ee about.me medium.com substack.com crunchbase.com
github.com gitlab.com bitbucket.org github.io gitlab.io wordpress.com blogspot.com tumblr.com weebly.com wix.com wixsite.com squarespace.com jimdo.com jimdosite.com jimdofree.com webnode.com strikingly.com godaddysites.com business.site carrd.co webflow.io typepad.com
myshopify.com etsy.com ebay.com onmicrosoft.com sharepoint.com azurewebsites.net herokuapp.com netlify.app vercel.app pages.dev web.app firebaseapp.com appspot.com amazonaws.com cloudfront.net
sites.google.com docs.google.com google.site notion.site notion.so hubspotpagebuilder.com hs-sites.com salesforce-sites.com force.com zendesk.com freshdesk.com typeform.com
amazonses.com sendgrid.net mailgun.org mailchimpapp.net mcsv.net mandrillapp.com sparkpostmail.com bnc.salesforce.com yellowpages.com yelp.com example.com example.org example.net localhost`;

interface Lists {
  readonly free: ReadonlySet<string>;
  readonly isps: ReadonlySet<string>;
  readonly disposable: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

const words = (text: string): readonly string[] => text.split(/\s+/);
const require = createRequire(import.meta.url);
const freeDomains = (): readonly string[] => require('email-providers/all.json') as readonly string[];
const disposableDomains = (): readonly string[] => require('disposable-email-domains') as readonly string[];

let loaded: Lists | undefined;
/** Read at first use (121,570 throw-away domains, some 40 ms), so that a command which resolves nothing does not pay for them. */
const lists = (): Lists => (loaded ??= {
  free: new Set([...freeDomains(), ...words(freeToo)]),
  isps: new Set(words(isps)),
  disposable: new Set(disposableDomains()),
  hosts: new Set(words(hosts)),
});

/** The kind of a folded domain. The name itself is looked up, then the registrable domain that it is part of. */
export function mailDomainKind(domain: string): MailDomainKind {
  const { domain: registrable, isShared } = registrableDomain(domain);
  return kindIn(domain) ?? (registrable === '' ? 'host' : kindIn(registrable) ?? (isShared ? 'host' : 'work'));
}

function kindIn(domain: string): MailDomainKind | undefined {
  const { hosts: hosted, disposable, isps: connections, free } = lists();
  if (hosted.has(domain)) return 'host';
  if (connections.has(domain)) return 'isp';
  if (disposable.has(domain)) return 'disposable';
  return free.has(domain) || freeAnywhere.test(domain) ? 'free' : undefined;
}

/** The registrable domain behind a site or mail address where it is a company's own; '' for providers', throw-away, connections' and hosts' domains, which join nothing. */
export const ownDomain = remember(50_000, (address: string): string => {
  const { domain, isShared } = registrableDomain(address);
  return domain === '' || isShared || mailDomainKind(domain) !== 'work' ? '' : domain;
});
