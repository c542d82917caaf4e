import { Modal } from '@mantine/core';
import { SearchPanel } from '../screens/search/index.ts';

export function SearchBox({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Search and jump" closeButtonProps={{ 'aria-label': 'Close' }} yOffset="10vh">
      <SearchPanel done={close} />
    </Modal>
  );
}
