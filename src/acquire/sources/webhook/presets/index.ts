import { Failure, hookMappingSchema, type HookMapping, type HookMappingInput } from '../../../../model/index.ts';
import { aircall } from './aircall.ts';
import { freshdesk } from './freshdesk.ts';
import { stripe } from './stripe.ts';
import { zendesk } from './zendesk.ts';
import { zoomPhone } from './zoom-phone.ts';

/** Ready mappings by the name of their sender. Written from what senders document, and not tried against their services. */
const presets: Readonly<Record<string, HookMappingInput>> = { zendesk, freshdesk, stripe, aircall, 'zoom-phone': zoomPhone };

export const hookPresets = (): string[] => Object.keys(presets);

/** Throws `Failure('not_found')`. */
export function hookPreset(name: string): HookMapping {
  const preset = Object.entries(presets).find(([one]) => one === name)?.[1];
  if (!preset) throw new Failure('not_found', `There is no ready mapping "${name}".`, `Ready are: ${hookPresets().join(', ')}.`);
  return hookMappingSchema.parse(preset);
}
