/** Sites where everybody has a page or an address: they tell nothing of a company. */
const everybodys = new Set((
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.de icloud.com me.com aol.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de proton.me protonmail.com mail.com mail.ru yandex.ru qq.com 163.com '
  + 'facebook.com instagram.com linkedin.com xing.com twitter.com x.com t.co youtube.com youtu.be tiktok.com reddit.com pinterest.com threads.net mastodon.social bsky.app bsky.social medium.com substack.com tumblr.com wordpress.com blogspot.com blogger.com '
  + 'github.com github.io gitlab.com gitlab.io bitbucket.org google.com goo.gl bit.ly tinyurl.com wikipedia.org wikimedia.org news.ycombinator.com ycombinator.com herokuapp.com vercel.app netlify.app pages.dev amazonaws.com cloudfront.net azurewebsites.net '
  + 'wixsite.com squarespace.com webflow.io shopify.com myshopify.com amazon.com amazon.de ebay.com ebay.de apple.com microsoft.com example.com localhost'
).split(' '));
/** `co.uk` and its like are no company's. */
const isSuffix = (domain: string): boolean => !domain.includes('.') || /^(co|com|org|net|ac|gov|edu|or|ne|gob|gouv)\.[a-z]{2}$/.test(domain);

/** A domain to compare with: lower case, without scheme, `www.` and path; null where it can stand for nobody in particular. */
export function companyDomain(given: string): string | null {
  const host = given.trim().toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/[/?#:].*$/, '').replace(/^www\./, '').replace(/\.$/, '');
  if (!/^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]+$/u.test(host)) return null;
  return everybodys.has(host) || isSuffix(host) ? null : host;
}

/** A host and the domains that it lies under, the host first. */
export function domainsAbove(host: string): string[] {
  const parts = host.split('.');
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join('.'));
}
