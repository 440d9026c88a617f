/** A token of `worlds/demo.json` and what it is good for. */
export type DemoToken = {
  token: string;
  /** To be sent as `API-key`; undefined where none is needed. */
  apiKey?: string;
  can: string;
  cannot: string;
};

/** All of them, for the start and the README; a test holds each to its word. */
export const DEMO_TOKENS: readonly DemoToken[] = [
  {
    token: 'demo-clinic-1',
    can: 'read, create and update licences of its clinic; read legal entities; see its МІС, refresh their secrets',
    cannot: 'see licences of others',
  },
  {
    token: 'demo-clinic-2',
    can: 'do the same for a suspended clinic, which may go on',
    cannot: 'see licences of others',
  },
  {
    token: 'demo-pharmacy',
    apiKey: 'demo-mis-key',
    can: 'do the same for a pharmacy that works through a MIS',
    cannot: 'do anything without the API key (401)',
  },
  {
    token: 'demo-primary-care',
    can: 'read licences and legal entities',
    cannot: 'create: its type may have no additional licence (409)',
  },
  {
    token: 'demo-lapsed',
    can: 'read licences and legal entities',
    cannot: 'create: its primary licence has expired (404)',
  },
  {
    token: 'demo-closed',
    can: 'read licences and legal entities',
    cannot: 'create: its clinic is closed (422)',
  },
  {
    token: 'demo-read-only',
    can: 'read licences of the first clinic',
    cannot: 'create: it lacks the scope (403)',
  },
  { token: 'demo-expired', can: 'do nothing', cannot: 'do anything: it has expired (401)' },
  {
    token: 'demo-portal',
    apiKey: 'demo-portal-key',
    can: 'get links to contract files and list them; read legal entities',
    cannot: 'see licences (403)',
  },
  {
    token: 'demo-registry',
    apiKey: 'demo-registry-key',
    can: 'see what expires, histories and events of all; read legal entities',
    cannot: 'change anything (403)',
  },
  {
    token: 'demo-operator',
    apiKey: 'demo-operator-key',
    can: 'administer people, clients, keys, legal entities, parameters, dictionaries, webhooks; search the audit log',
    cannot: 'see or change licences of a clinic (403)',
  },
];

/** The portal, which may upload, download and list contract files. */
export const DEMO_PORTAL = DEMO_TOKENS.find(({ token }) => token === 'demo-portal') as Required<DemoToken>;
