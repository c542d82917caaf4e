import { Failure, type FollowService } from '../../../model/index.ts';

/** Where a service is read where nothing else is said. Mastodon has no server of everybody. */
const usualServers: Readonly<Partial<Record<FollowService, string>>> = {
  bluesky: 'https://public.api.bsky.app', 'hacker-news': 'https://hn.algolia.com', gdelt: 'https://api.gdeltproject.org',
};

interface Wish { readonly service: FollowService; readonly what: string; readonly server?: string | undefined }

/**
 * The address that is read for a wish, newest items first, as many as one answer may hold. Throws `Failure('bad_request')` where there is none. Paths
 * and parameters: https://docs.joinmastodon.org/methods/timelines/#tag, https://docs.bsky.app/docs/api/app-bsky-feed-search-posts,
 * https://hn.algolia.com/api, https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.
 */
export function addressOf({ service, what, server }: Wish): string {
  if (service === 'feed') return webAddress(what);
  const base = server ?? usualServers[service];
  if (base === undefined) throw new Failure('bad_request', `Say which server of ${service} is meant.`, `hindcast listen follow NAME --${service} ${what} --server https://mastodon.example`);
  return paths[service](what, new URL(webAddress(base)).origin).href;
}

function webAddress(text: string): string {
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '') throw new Failure('bad_request', `"${text.slice(0, 100)}" is no address of the web.`, 'Give the whole address, such as https://news.example/feed.xml.');
  address.hash = '';
  return address.href;
}

const paths: Readonly<Record<Exclude<FollowService, 'feed'>, (what: string, origin: string) => URL>> = {
  mastodon: (what, origin) => withQuery(`${origin}/api/v1/timelines/tag/${encodeURIComponent(hashtag(what))}`, { limit: '40' }),
  bluesky: (what, origin) => withQuery(`${origin}/xrpc/app.bsky.feed.searchPosts`, { q: what, sort: 'latest', limit: '100' }),
  'hacker-news': (what, origin) => withQuery(`${origin}/api/v1/search_by_date`, { query: what, tags: '(story,comment)', hitsPerPage: '100' }),
  gdelt: (what, origin) => withQuery(`${origin}/api/v2/doc/doc`, { query: what, mode: 'artlist', format: 'json', maxrecords: '250', sort: 'datedesc', timespan: '1d' }),
};

function hashtag(what: string): string {
  const tag = what.replace(/^#/, '');
  if (!/^[\p{L}\p{N}\p{M}_]+$/u.test(tag)) throw new Failure('bad_request', `"${what.slice(0, 60)}" is no hashtag.`, 'Give one word without spaces, such as pumps.');
  return tag;
}

function withQuery(address: string, parameters: Readonly<Record<string, string>>): URL {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}
