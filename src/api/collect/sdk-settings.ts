/** Where an SDK sends what it collects. */
export interface SdkHost {
  /** Name and port, without a scheme. */
  readonly host: string;
  readonly protocol: 'http' | 'https';
}

/**
 * The settings that Segment's browser SDK reads before it sends (`/v1/projects/KEY/settings`): this server is the only destination,
 * and nothing is told to anybody else.
 */
export const segmentSettings = (writeKey: string, { host, protocol }: SdkHost): Record<string, unknown> => ({
  integrations: {
    'Segment.io': {
      apiKey: writeKey, apiHost: `${host}/v1`, protocol, unbundledIntegrations: [], addBundledMetadata: false, maybeBundledConfigIds: {}, versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
    },
  },
  plan: { track: { __default: { enabled: true, integrations: {} } }, identify: { __default: { enabled: true } }, group: { __default: { enabled: true } } },
  edgeFunction: {}, analyticsNextEnabled: true, middlewareSettings: {}, enabledMiddleware: {}, legacyVideoPluginsEnabled: false, remotePlugins: [],
  metrics: { sampleRate: 0, host: `${host}/v1` },
});

/** The settings that RudderStack's browser SDK reads before it sends (`/sourceConfig`). */
export const rudderSettings = (writeKey: string): Record<string, unknown> => ({
  source: {
    id: writeKey, name: 'hindcast', writeKey, enabled: true, workspaceId: 'hindcast', destinations: [], dataplanes: {},
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
  },
  updatedAt: '2024-01-01T00:00:00.000Z',
});
