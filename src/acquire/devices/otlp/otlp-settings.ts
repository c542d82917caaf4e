import { z } from 'zod';
import type { DeviceSettings } from '../../../model/index.ts';
import { readTexts, thinningOf, thinningTexts, wordsInText } from '../thinning-settings.ts';

/** Attributes by which OpenTelemetry knows a thing, the most particular first (semantic conventions 1, "Device", "Service", "Host"). */
const usualDevice = ['device.id', 'service.instance.id', 'host.name'];

const otlpTexts = z.strictObject({ ...thinningTexts, device: wordsInText.default(usualDevice), account: wordsInText.default([]), product: wordsInText.default([]) });

/** Settings of metrics that are sent here. Throws `Failure('bad_request')` that says what is wrong with which. */
export function otlpSettings(settings: Readonly<Record<string, string>>): DeviceSettings {
  const { device, account, product, ...thin } = readTexts(otlpTexts, settings);
  return { kind: 'otlp', metrics: { device: device.length === 0 ? usualDevice : device, account, product, thin: thinningOf(thin) } };
}
