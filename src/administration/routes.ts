import { searchAuditLogRoute } from './audit-log/search/route.ts';
import { verifyAuditLogRoute } from './audit-log/verification/route.ts';
import { addDictionaryValueRoute } from './dictionaries/add-value/route.ts';
import { changeDictionaryValueRoute } from './dictionaries/change-value/route.ts';
import { changeLegalEntityStatusRoute } from './legal-entities/change-status/route.ts';
import { correctLegalEntityRoute } from './legal-entities/correct/route.ts';
import { createLegalEntityRoute } from './legal-entities/create/route.ts';
import { listParametersRoute } from './parameters/list/route.ts';
import { setParameterRoute } from './parameters/set/route.ts';
import { unsetParameterRoute } from './parameters/unset/route.ts';
import { statusRoute } from './status/route.ts';
import { addWebhookRoute } from './webhooks/add/route.ts';
import { changeWebhookRoute } from './webhooks/change/route.ts';
import { listDeadLettersRoute } from './webhooks/dead-letters/route.ts';
import { listWebhooksRoute } from './webhooks/list/route.ts';
import { removeWebhookRoute } from './webhooks/remove/route.ts';
import { retryDeadLettersRoute } from './webhooks/retry/route.ts';
import { rotateWebhookSecretRoute } from './webhooks/rotate-secret/route.ts';

/** The registry's own part of the administration (SPEC 11.5). */
export const registryAdministration = [
  createLegalEntityRoute,
  correctLegalEntityRoute,
  changeLegalEntityStatusRoute,
  addDictionaryValueRoute,
  changeDictionaryValueRoute,
  listParametersRoute,
  setParameterRoute,
  unsetParameterRoute,
  searchAuditLogRoute,
  verifyAuditLogRoute,
  statusRoute,
  listWebhooksRoute,
  addWebhookRoute,
  changeWebhookRoute,
  removeWebhookRoute,
  rotateWebhookSecretRoute,
  listDeadLettersRoute,
  retryDeadLettersRoute,
];
