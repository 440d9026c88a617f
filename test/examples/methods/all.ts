import type { Stage } from '../stage.ts';
import { playAuditLog, playRegistration, playStatus, playUsers, playWebhooks } from './administration.ts';
import { playClients } from './clients.ts';
import { playContractFiles } from './contract-files.ts';
import { playDictionaries, playParameters } from './dictionaries.ts';
import { playLegalEntities, playLicenses } from './licenses.ts';
import { playTokens } from './tokens.ts';

/** Every method once with success. Only the demo world comes before, so that a person can play the same. */
export async function playMethods(stage: Stage): Promise<void> {
  await playLicenses(stage);
  await playLegalEntities(stage);
  await playDictionaries(stage);
  await playContractFiles(stage);
  await playClients(stage);
  await playTokens(stage);
  await playUsers(stage);
  await playRegistration(stage);
  await playParameters(stage);
  await playWebhooks(stage);
  await playAuditLog(stage);
  await playStatus(stage);
}
