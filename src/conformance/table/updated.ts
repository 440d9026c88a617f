import type { Answer } from '../call.ts';
import type { Case, Scene, ShownLicense, Step } from '../case.ts';
import type { Role } from '../roles.ts';
import { LICENSES } from './bodies.ts';
import { additionalOf, bodyOf } from './stored.ts';

const pathOf = (role: Role) => (scene: Scene) => `${LICENSES}/${additionalOf(scene, role).id}`;
const dataOf = (answer: Answer | undefined) => (answer?.body as { data?: ShownLicense } | undefined)?.data;
const readAs = (role: Role): Step => ({
  request: { method: 'GET', path: pathOf(role), as: role },
  expected: { status: 200 },
});

/** Updates that pass: SPEC 6. The second changes the licence, and only one that was given for it. */
export const updatedCases: readonly Case[] = [
  {
    id: '6/unchanged',
    sentence: 'If nothing differs, nothing is written and `updated_at` stays.',
    uk: 'Нічого не відрізняється: нічого не записано, updated_at той самий.',
    needs: ['additional:licensed'],
    steps: [
      readAs('licensed'),
      {
        request: {
          method: 'PATCH',
          path: pathOf('licensed'),
          as: 'licensed',
          json: ({ answers }) => bodyOf(dataOf(answers[0]) as ShownLicense),
        },
        expected: {
          status: 200,
          holds: (answer, { answers }) =>
            dataOf(answer)?.updated_at === dataOf(answers[0])?.updated_at
              ? undefined
              : 'expected the updated_at of before',
        },
      },
    ],
  },
  {
    id: '6/changed',
    sentence:
      '200 with the licence; `updated_at` and its `ETag` change, and an absent optional field becomes null.',
    uk: '200 зі зміненою ліцензією; поле, якого не надіслано, стає null.',
    needs: ['additional:changeable'],
    steps: [
      readAs('changeable'),
      {
        request: {
          method: 'PATCH',
          path: pathOf('changeable'),
          as: 'changeable',
          json: ({ answers, unique }) =>
            bodyOf(dataOf(answers[0]) as ShownLicense, { order_no: unique, what_licensed: undefined }),
        },
        expected: {
          status: 200,
          holds(answer, { answers, unique }) {
            const [before, after] = [dataOf(answers[0]), dataOf(answer)];
            if (after?.order_no !== unique) return `expected order_no ${unique} but got ${after?.order_no}`;
            if (after.what_licensed !== null) return 'expected what_licensed null';
            if (after.updated_at === before?.updated_at) return 'expected a new updated_at';
            return answer.headers.etag === answers[0]?.headers.etag ? 'expected a new ETag' : undefined;
          },
        },
      },
    ],
  },
];
