import { type PageProps, useConsole, useTexts } from '../console.ts';
import { dateText, inLanguages } from '../language/language.ts';
import { daysText } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import type { Concern } from './concern.ts';

const texts = inLanguages(
  {
    noPrimary: 'Основної ліцензії в реєстрі немає',
    expired: (date: string) => `Основна ліцензія прострочена: вона діяла до ${date}`,
    stopped: 'Доки немає чинної основної ліцензії, додати чи виправити будь-яку іншу не можна.',
    operator: 'Її дані оновлює оператор реєстру: надішліть йому нову ліцензію.',
    ending: (name: string, days: string) => `Ліцензія «${name}» спливає за ${days}`,
    today: (name: string) => `Сьогодні останній день ліцензії «${name}»`,
    primaryEnds: (date: string) =>
      `Після ${date} ви не зможете додати чи виправити жодної ліцензії, доки основну не буде оновлено.`,
    otherEnds: (date: string) =>
      `Після ${date} заклад не матиме чинної ліцензії цього типу. Коли отримаєте нову, впишіть її дані замість теперішніх.`,
    renew: 'Оновити ліцензію',
  },
  {
    noPrimary: 'There is no primary licence in the registry',
    expired: (date: string) => `The primary licence has expired: it was valid until ${date}`,
    stopped: 'As long as there is no valid primary licence, no other can be added or corrected.',
    operator: 'An operator of the registry renews it: send them the new licence.',
    ending: (name: string, days: string) => `The licence “${name}” expires in ${days}`,
    today: (name: string) => `Today is the last day of the licence “${name}”`,
    primaryEnds: (date: string) =>
      `After ${date} you cannot add or correct any licence until the primary one is renewed.`,
    otherEnds: (date: string) =>
      `After ${date} the clinic has no valid licence of this type. Once you have a new one, enter it in place of this.`,
    renew: 'Renew the licence',
  },
);

type BannerProps = { concern: Concern | undefined; params: PageProps['params'] };

/** What is the matter, what stops working, and what to do. */
export function Banner({ concern, params }: BannerProps) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  if (concern === undefined) return null;
  if (concern.kind !== 'ending') {
    const date = concern.kind === 'primary-expired' ? (concern.license.expiry_date ?? '') : '';
    return (
      <Notice kind="bad" title={date === '' ? words.noPrimary : words.expired(dateText(date))}>
        <p>{words.stopped}</p>
        <p>{words.operator}</p>
      </Notice>
    );
  }
  const { license, days } = concern;
  const name = types.of(license.type);
  const date = dateText(license.expiry_date ?? '');
  return (
    <Notice
      kind="warn"
      title={days === 0 ? words.today(name) : words.ending(name, daysText(settings.language, days))}
    >
      {license.is_primary ? (
        <>
          <p>{words.primaryEnds(date)}</p>
          <p>{words.operator}</p>
        </>
      ) : (
        <>
          <p>{words.otherEnds(date)}</p>
          <p>
            <a href={addressOf(ADDRESSES.correct, { ...params, license: license.id })}>{words.renew}</a>
          </p>
        </>
      )}
    </Notice>
  );
}
