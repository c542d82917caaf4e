export * from './listed-device.ts';
export * from './usage.ts';
