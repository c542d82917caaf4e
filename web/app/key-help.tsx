import { Modal } from '@mantine/core';
import { places, workshopPlaces } from '../ui/places.ts';

const rows = [
  ['/', 'Search and jump'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['.', 'Actions'],
  ['?', 'This list'],
  ...[...places, ...workshopPlaces].map((place) => [`g ${place.key}`, place.name] as const),
] as const;

export function KeyHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className="key-list">{rows.map(([key, says]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{says}</dd></div>)}</dl>
    </Modal>
  );
}
