import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer } from './call.ts';
import type { Scene } from './case.ts';
import type { Cast } from './setup.ts';

export type Stage = { origin: string; cast: Cast; timeZone: string; now(): Date };

/** The civil date now in the registry's time zone. */
export const currentDay = ({ now, timeZone }: Pick<Stage, 'now' | 'timeZone'>) =>
  Temporal.Instant.fromEpochMilliseconds(now().getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** What one case may look at; its texts are its own. @param answers filled while the case goes on */
export function sceneOf(stage: Stage, answers: readonly Answer[]): Scene {
  const { origin, cast } = stage;
  const today = currentDay(stage);
  return {
    origin,
    today: today.toString(),
    yesterday: today.subtract({ days: 1 }).toString(),
    answers,
    unique: `conformance-${randomBytes(12).toString('hex')}`,
    uuid: randomUUID(),
    licenses: (role) => cast.licenses.get(role) ?? [],
    inactiveLicense: cast.inactiveLicense,
  };
}
