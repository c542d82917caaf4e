import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

const names: Record<MantineColorScheme, string> = { auto: 'System', light: 'Light', dark: 'Dark' };

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <label className="scheme-switch">
      <span className="muted small">Colours</span>
      <select value={colorScheme} onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}>
        {Object.entries(names).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
      </select>
    </label>
  );
}
