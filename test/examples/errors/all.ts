import type { Stage } from '../stage.ts';
import {
  playRegistrationErrors,
  playRegistryErrors,
  playUserErrors,
  playWebhookErrors,
} from './administration.ts';
import { playSharedErrors } from './any-method.ts';
import { playClientErrors, playConnectionErrors, playCredentialErrors } from './clients.ts';
import { playCreateErrors, playUpdateErrors } from './licenses.ts';
import { playExchangeErrors } from './tokens.ts';

/** Every error that can be provoked, after the methods: what those made is there. */
export async function playErrors(stage: Stage): Promise<void> {
  await playSharedErrors(stage);
  await playCreateErrors(stage);
  await playUpdateErrors(stage);
  await playClientErrors(stage);
  await playConnectionErrors(stage);
  await playCredentialErrors(stage);
  await playUserErrors(stage);
  await playRegistrationErrors(stage);
  await playRegistryErrors(stage);
  await playWebhookErrors(stage);
  await playExchangeErrors(stage);
}
