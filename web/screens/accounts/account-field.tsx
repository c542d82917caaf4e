import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useSearchHits } from '../../data/questions.ts';

interface Given { readonly label: string; readonly value: string; readonly change: (value: string) => void }

const shown = 8;
/** As other fields: not in the theme, which the first screen loads. */
const height = { '--input-height': 'var(--row-height)', '--input-size': 'var(--row-height)' };

/** A field for another account: names are found while one types; its id or key can be typed as well. */
export function AccountField({ label, value, change }: Given) {
  const [settled] = useDebouncedValue(value, 150);
  const hits = useSearchHits(settled);
  const names = new Map((hits.data ?? []).filter(({ kind }) => kind === 'account').map((hit) => [hit.id, [hit.title, hit.detail].filter(Boolean).join(' · ')]));
  return (
    <Autocomplete
      label={label} placeholder="name of an account" comboboxProps={{ withinPortal: false }} styles={{ wrapper: height }} required withAsterisk={false} value={value} onChange={change} data={[...names.keys()].slice(0, shown)} filter={({ options }) => options}
      renderOption={({ option }) => <span>{names.get(option.value) ?? option.value} <span className="muted small">{option.value}</span></span>}
    />
  );
}
