import { visible } from '../platform/visible.ts';
import type { Product } from '../start/product.ts';
import type { DemoInvitations } from '../worlds/demo-invitations.ts';
import { describeWorldReport } from './world.ts';

/** Only a demo has any. */
type Invitations = Partial<DemoInvitations>;
type LicenceInvitation = NonNullable<Invitations['licence']>;
type LinkInvitation = NonNullable<Invitations['link']>;

/** The document of `esoz start --json`, which leaves out what is undefined. */
export function startAsJson(product: Product, { licence, link }: Invitations): object {
  const { apiUrl, adminUrl, storeUrl, database, worldReport } = product;
  return {
    api_url: apiUrl,
    admin_url: adminUrl,
    store_url: storeUrl,
    database,
    world: worldReport,
    demo: licence && { token: licence.token, curl: licenceCurl(apiUrl, licence) },
    demo_link: link && { token: link.token, api_key: link.apiKey, curl: linkCurl(apiUrl, link) },
  };
}

/** The banner of `esoz start`. */
export function startAsText(product: Product, { licence, link }: Invitations): string {
  const { apiUrl, adminUrl, storeUrl, database, worldReport } = product;
  const secrets =
    worldReport && worldReport.generated.length > 0 ? `\n${describeWorldReport(worldReport)}\n` : '';
  return `
ЕСОЗ is ready.

  API       ${apiUrl}
  Admin     ${adminUrl}/ready  /live  /metrics
  Database  ${database === 'embedded' ? 'embedded PostgreSQL under DATA_DIR' : 'PostgreSQL of DATABASE_URL'}
${storeUrl === undefined ? '' : `  Files     ${storeUrl}, the embedded object store under DATA_DIR\n`}${secrets}${
  licence ? licenceText(apiUrl, licence) : ''
}${link ? `\nGet a link to upload a contract file:\n\n${linkCurl(apiUrl, link)}\n` : ''}
Stop with Ctrl-C.`;
}

function licenceText(apiUrl: string, invitation: LicenceInvitation): string {
  return `
Demo token of ${visible(invitation.legalEntityName)}: ${invitation.token}

Create a licence:

${licenceCurl(apiUrl, invitation)}
`;
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
