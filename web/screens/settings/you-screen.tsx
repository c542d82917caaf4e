import { Button } from '@mantine/core';
import { useMe } from '../../data/questions.ts';
import { closeSession } from '../../data/sign-in-link.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { OwnLetter } from './own-letter.tsx';
import { SchemeSwitch } from '../../ui/scheme-switch.tsx';

const places = [['Overview', '/overview'], ['Accounts', '/accounts'], ['Inquiries', '/inquiries'], ['Journey', '/journey'], ['Forecast', '/forecast'], ['Actions', '/actions'], ['Data', '/data'], ['Settings', '/settings']] as const;

/** The person who is signed in, the colours, the way to every other place on the phone, and the way out. */
export function YouScreen() {
  const me = useMe();
  return (
    <Answer of={me}>
      {(user) => (
        <>
          <ScreenHead title={user.name ?? user.email} sentence={`${user.email} · ${user.role}`}><Button onClick={() => void closeSession()}>Sign out</Button></ScreenHead>
          <Section title="Colours"><SchemeSwitch /></Section>
          <OwnLetter />
          <Section title="Places"><ul className="plain-list">{places.map(([name, path]) => <li key={path}><PlaceLink to={path}>{name}</PlaceLink></li>)}</ul></Section>
        </>
      )}
    </Answer>
  );
}
