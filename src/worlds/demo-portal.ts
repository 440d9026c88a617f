import { DEMO_WORLD, readWorldFile } from './world-file.ts';

type PortalOfWorld = {
  tokens: { value: string; client_id: string; scope: string }[];
  api_keys: { value: string; client_id: string }[];
};

/** The published credentials of the demo world's portal, which may upload, download and list contract files. */
export async function readDemoPortal(): Promise<{ token: string; apiKey: string }> {
  const { tokens, api_keys } = (await readWorldFile(DEMO_WORLD)) as PortalOfWorld;
  for (const { value: token, client_id, scope } of tokens) {
    const apiKey = api_keys.find((key) => key.client_id === client_id)?.value;
    if (apiKey !== undefined && scope.split(' ').includes('private_contracts:write'))
      return { token, apiKey };
  }
  throw new Error('The demo world has no portal.');
}
