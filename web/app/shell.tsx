import { Outlet, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useLiveProgress } from '../data/live-progress.ts';
import { useMe } from '../data/questions.ts';
import { SignInNeeded } from '../ui/sign-in-needed.tsx';
import { KeyHelp } from './key-help.tsx';
import { NumberDrawer } from './number-drawer.tsx';
import { placeOf } from '../ui/places.ts';
import { PlaceTabs, Sidebar, TabBar } from './navigation.tsx';
import { SearchBox } from './search-box.tsx';
import { Strip } from './strip.tsx';
import { useKeys } from './use-keys.ts';
import { WorkNotice } from './work-notice.tsx';

/** The frame of every screen: navigation, the strip, the screen, the number drawer. */
export function Shell() {
  const me = useMe();
  if (me.error?.code === 'not_signed_in') return <main className="alone"><SignInNeeded /></main>;
  return <SignedIn />;
}

function SignedIn() {
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const { pathname } = useLocation();
  useLiveProgress();
  useKeys({ search: () => setSearching(true), help: () => setHelping(true) });
  const place = placeOf(pathname);
  return (
    <div className="shell">
      <a className="skip" href="#screen">Skip to the screen</a>
      <Sidebar />
      <div className="shell-main">
        <Strip openSearch={() => setSearching(true)} />
        <WorkNotice />
        {place?.tabs ? <PlaceTabs tabs={place.tabs} label={place.name} /> : null}
        <main id="screen" tabIndex={-1}><Outlet /></main>
      </div>
      <TabBar />
      <NumberDrawer />
      <SearchBox opened={searching} close={() => setSearching(false)} />
      <KeyHelp opened={helping} close={() => setHelping(false)} />
    </div>
  );
}
