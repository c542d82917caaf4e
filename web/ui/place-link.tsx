import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keptKeys, readAddress, type AddressState } from '../data/url-state.ts';

/** A link within the app that keeps date, scope and workspace. `to` is a path such as `/deals/42`. */
export function PlaceLink({ to, search = {}, className, children, onClick, label }: { to: string; search?: AddressState; className?: string; children: ReactNode; onClick?: () => void; label?: string }) {
  return (
    <Link
      to={to as never}
      search={((before: AddressState) => readAddress({ ...Object.fromEntries(keptKeys.map((key) => [key, before[key]])), ...search })) as never}
      {...(className ? { className } : {})}
      {...(onClick ? { onClick } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </Link>
  );
}

const lists: Record<string, string> = { deals: '/deals', leads: '/inquiries', accounts: '/accounts', quarters: '/forecast', stage_changes: '/journey', activities: '/accounts', invoices: '/accounts', records: '/data/numbers', answers: '/buyers/asked', buyers: '/buyers', unseen: '/buyers/unseen' };
const filterKeys: Record<string, keyof AddressState> = { asOf: 'on' };

/** Where in the app the rows behind a number are. */
export function rowsPlace(link: { list: string; filter: Record<string, string> }): { to: string; search: AddressState } {
  const search = readAddress(Object.fromEntries(Object.entries(link.filter).map(([key, value]) => [filterKeys[key] ?? key, value])));
  return { to: lists[link.list] ?? '/deals', search };
}
