import { getAdditionalLicenseTypes, getLegalEntityByIdV2, type Success } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { type Asked, useAsked } from '../parts/asked.tsx';
import { useStatusNames } from '../parts/legal-entity-status.tsx';
import { isChangeable, type Obstacle, obstacleToAdd, obstacleToCorrect, type Standing } from './obstacles.ts';

const texts = inLanguages(
  {
    checking: 'Перевіряємо, чи це можливо…',
    scope: 'Потрібен дозвіл license:write. Його дає власник закладу або оператор реєстру.',
    status: (status: string) => `Стан закладу — «${status}»: його ліцензій більше не змінюють.`,
    primary: 'Немає чинної основної ліцензії, а без неї інших не додають і не виправляють.',
    'no-types': 'Заклади цього типу додаткових ліцензій не мають.',
    'all-present': 'Усі дозволені типи вже є. Наявну ліцензію можна виправити.',
    'is-primary': 'Основну ліцензію змінює оператор реєстру.',
  },
  {
    checking: 'Checking whether it can be done…',
    scope:
      'It needs the scope license:write. The owner of the clinic or an operator of the registry grants it.',
    status: (status: string) => `The clinic is ${status}: its licences are changed no more.`,
    primary: 'There is no valid primary licence, and without one no other is added or corrected.',
    'no-types': 'Clinics of this type have no additional licences.',
    'all-present': 'All types that are allowed are there. What is there can be corrected.',
    'is-primary': 'The primary licence is changed by an operator of the registry.',
  },
);

export type Clinic = Success<'getLegalEntityByIdV2'>['data'];
/** Why not, in words; undefined: it can be done, or nobody knows, and the registry will say. */
type Reason = string | undefined;

export type ClinicStanding = {
  clinic: Asked<Success<'getLegalEntityByIdV2'>>;
  /** Whether its licences are changed at all any more. */
  canChange: boolean;
  whyNotAdd(): Reason;
  whyNotCorrect(license: { is_primary: boolean }): Reason;
};

/** The clinic, and what may be changed of its licences now. */
export function useStanding(id: string): ClinicStanding {
  const { session, clock } = useConsole();
  const { client } = session;
  const words = useTexts(texts);
  const statusOf = useStatusNames();
  const clinic = useAsked((signal) => getLegalEntityByIdV2(client, { path: { id }, signal }), [id]);
  const types = useAsked(() => getAdditionalLicenseTypes(client), [id]);
  const standing: Standing | undefined = clinic.value && {
    canWrite: session.can('license:write'),
    status: clinic.value.data.status,
    primary: clinic.value.data.license,
    today: clock.today(),
  };
  const said = (obstacle: Obstacle | undefined): Reason => {
    if (obstacle === undefined) return undefined;
    return obstacle === 'status' ? words.status(statusOf(standing?.status ?? '')) : words[obstacle];
  };
  const isComing = (clinic.isLoading && !clinic.value) || (types.isLoading && !types.value);
  return {
    clinic,
    canChange: standing === undefined || isChangeable(standing.status),
    whyNotAdd() {
      if (isComing) return words.checking;
      return standing && types.value ? said(obstacleToAdd(standing, types.value.data)) : undefined;
    },
    whyNotCorrect(license) {
      if (standing === undefined) return clinic.isLoading ? words.checking : undefined;
      return said(obstacleToCorrect(standing, license));
    },
  };
}
