import type { DemoInvitations } from '../demo/invitations.ts';
import type { DemoPerson } from '../demo/people.ts';
import type { DemoToken } from '../demo/tokens.ts';
import { visible } from '../platform/visible.ts';
import type { Product } from '../start/product.ts';
import { describeWorldReport } from './world.ts';

/** Only a demo has any. */
type Invitations = Partial<DemoInvitations>;
type LicenceInvitation = NonNullable<Invitations['licence']>;
type LinkInvitation = NonNullable<Invitations['link']>;

/** The document of `esoz start --json`, which leaves out what is undefined. */
export function startAsJson(
  product: Product,
  { tokens, people, signIn, licence, link }: Invitations,
): object {
  const { apiUrl, adminUrl, storeUrl, workers, database, worldReport } = product;
  return {
    api_url: apiUrl,
    admin_url: adminUrl,
    store_url: storeUrl,
    workers,
    database,
    world: worldReport,
    demo_people: people,
    demo_sign_in: signIn,
    demo: licence && { token: licence.token, curl: licenceCurl(apiUrl, licence) },
    demo_list: licence && { token: licence.token, curl: listCurl(apiUrl, licence) },
    demo_link: link && { token: link.token, api_key: link.apiKey, curl: linkCurl(apiUrl, link) },
    demo_tokens: tokens?.map(({ token, apiKey, can, cannot }) => ({ token, api_key: apiKey, can, cannot })),
  };
}

/** The banner of `esoz start`. */
export function startAsText(product: Product, invitations: Invitations): string {
  const { apiUrl, adminUrl, storeUrl, workers, database, worldReport } = product;
  const secrets =
    worldReport && worldReport.generated.length > 0 ? `\n${describeWorldReport(worldReport)}\n` : '';
  return `
ЕСОЗ is ready.

  API       ${apiUrl}${workers > 1 ? `, served by ${workers} workers` : ''}
  Console   ${apiUrl}/console/
  Documents ${apiUrl}/docs/
  Admin     ${adminUrl}/ready  /live  /metrics
  Database  ${database === 'embedded' ? 'embedded PostgreSQL under DATA_DIR' : 'PostgreSQL of DATABASE_URL'}
${storeUrl === undefined ? '' : `  Files     ${storeUrl}, the embedded object store under DATA_DIR\n`}${secrets}${demoText(apiUrl, invitations)}
Stop with Ctrl-C.`;
}

function demoText(apiUrl: string, { tokens = [], people = [], signIn, licence, link }: Invitations): string {
  return [
    tokens.length > 0
      ? `\nDemo tokens, and the API key where one is needed:\n\n${tokens.map(tokenText).join('')}`
      : '',
    people.length > 0 ? peopleText(apiUrl, people, signIn) : '',
    licence ? licenceText(apiUrl, licence) : '',
    link ? `\nGet a link to upload a contract file:\n\n${linkCurl(apiUrl, link)}\n` : '',
  ].join('');
}

function tokenText({ token, apiKey, can, cannot }: DemoToken): string {
  const key = apiKey === undefined ? '' : ` (API-key: ${apiKey})`;
  return `  ${token.padEnd(18)} can ${can}${key};\n  ${' '.repeat(18)} cannot ${cannot}\n`;
}

function peopleText(apiUrl: string, people: readonly DemoPerson[], signIn: string | undefined): string {
  const width = Math.max(...people.map(({ email }) => email.length));
  const lines = people.map(({ email, password, who }) => `  ${email.padEnd(width)}  ${password}  ${who}\n`);
  const begin =
    signIn === undefined ? '' : `\nSign in as a МІС would have you do it, and get a code:\n\n  ${signIn}\n`;
  return `\nPeople who can sign in at ${apiUrl}/sign-in:\n\n${lines.join('')}${begin}`;
}

function licenceText(apiUrl: string, invitation: LicenceInvitation): string {
  return `
Create a licence, of ${visible(invitation.legalEntityName)}:

${licenceCurl(apiUrl, invitation)}

Pasted again it is refused with 409: a clinic has at most one active licence of a type. The next start names another
clinic. See what it has:

${listCurl(apiUrl, invitation)}
`;
}

function listCurl(apiUrl: string, { token }: LicenceInvitation): string {
  return `curl -i ${apiUrl}/api/licenses -H 'Authorization: Bearer ${token}'`;
}

function licenceCurl(apiUrl: string, { token, licenseType }: LicenceInvitation): string {
  const body = {
    type: licenseType,
    issued_by: 'Держлікслужба',
    issued_date: '2024-02-28',
    active_from_date: '2024-02-28',
    is_primary: false,
    license_number: 'АВ 123456',
  };
  return `curl -i ${apiUrl}/api/licenses \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body)}'`;
}

function linkCurl(apiUrl: string, { token, apiKey, resourceId }: LinkInvitation): string {
  const body = { action: 'PUT', resource_id: resourceId, resource_name: 'Договір №1.pdf' };
  return `curl -i ${apiUrl}/api/admin/contracts/media_storage/generate_url \\
  -H 'API-key: ${apiKey}' -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body)}'`;
}
