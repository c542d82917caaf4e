import { LockedPanel } from '../../ui/refusal-panel.tsx';

/** What somebody sees whose reach does not hold all people. */
export const NotForYou = () => (
  <LockedPanel>
    <p><strong>Not within your reach.</strong> A profile is of the whole person, across all deals, so it is for those who see everything. Names stay on the pages of your own accounts and deals.</p>
    <p>An admin can widen your reach under Settings.</p>
  </LockedPanel>
);
