import { Button, Checkbox, createTheme, Drawer, Modal, NativeSelect, Switch, TextInput, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = ['#EBEEFA', '#D3DAF3', '#AAB9FF', '#8EA4FF', '#6F86E8', '#4F68D6', '#3452C8', '#2A43A6', '#213583', '#182762'];
const ink: MantineColorsTuple = ['#FAFAF9', '#F3F3F1', '#E2E2DE', '#C9CACD', '#A3A7B0', '#757982', '#62656D', '#34363B', '#1F2023', '#17181A'];

const filledVariables = {
  '--button-bg': 'var(--accent)',
  '--button-hover': 'var(--accent-strong)',
  '--button-color': 'var(--on-accent)',
};
const controlHeight = { '--input-height': 'var(--row-height)', '--input-size': 'var(--row-height)' };

/** Mantine as this house wears it. Colours that are seen come from tokens.css; the tuples satisfy Mantine's own arithmetic. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  colors: { accent, ink },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  defaultRadius: 6,
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme, props) => ({
        root: { '--button-height': 'var(--row-height)', '--button-padding-x': '12px', '--button-fz': '14px', ...(props.variant === 'filled' ? filledVariables : {}) },
      }),
    }),
    TextInput: TextInput.extend({ vars: () => ({ wrapper: controlHeight, root: {} }) }),
    NativeSelect: NativeSelect.extend({ vars: () => ({ wrapper: controlHeight, root: {} }) }),
    // Locking the scroll would insert a style element; app.css does it by a selector.
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
  },
});
