import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/row-table.tsx';
import { places, workshopPlaces } from '../ui/places.ts';

const second = 1000;

/** `/` search, `?` help, `.` actions, `g` then a place's key. */
export function useKeys(on: { search: () => void; help: () => void }): void {
  const navigate = useNavigate();
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    let afterG = 0;
    const go = (to: string): void => void navigate({ to: to as never });
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const place = event.timeStamp - afterG < second ? [...places, ...workshopPlaces].find((one) => one.key === event.key) : undefined;
      afterG = event.key === 'g' ? event.timeStamp : 0;
      if (place) go(place.path);
      else if (event.key === '/') { event.preventDefault(); latest.current.search(); }
      else if (event.key === '?') latest.current.help();
      else if (event.key === '.') go('/actions');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}
