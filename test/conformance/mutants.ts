import { createLicenseRoute } from '../../src/licenses/create/route.ts';
import { createLicenseRules } from '../../src/licenses/create/rules.ts';
import { licenseErrors } from '../../src/licenses/errors.ts';
import { PARAMETERS } from '../../src/licenses/get/handler.ts';
import { updateLicenseRules } from '../../src/licenses/update/rules.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Fault, Json } from './mutating-proxy.ts';

/** A fault, the cases that are run against it, and those of them that must be broken. */
export type Mutant = { name: string; only: string[]; breaks: string[] } & (
  | { change(product: { clock: Clock }): void }
  | { fault(given: { strangersToken: string; storeUrl: string; sloppyStoreUrl: string }): Fault }
);

/** The product's lists, which nobody but a mutant changes. */
const CREATE = createLicenseRules as readonly AnyRule[] as AnyRule[];
const UPDATE = updateLicenseRules as readonly AnyRule[] as AnyRule[];

type AnyRule = { id: string; entry?: string; holds(facts: never): boolean };
const ruleOf = (rules: AnyRule[], id: string) => rules.find((rule) => rule.id === id) as AnyRule;
const without = (rules: AnyRule[], id: string) => void rules.splice(rules.indexOf(ruleOf(rules, id)), 1);

/** Faults of the product's own objects. */
const CHANGES: readonly Mutant[] = [
  {
    name: 'a wrong text',
    only: ['4.2-9'],
    breaks: ['4.2-9/type-mismatch'],
    change: () =>
      Object.assign(licenseErrors.typeMismatch, { message: 'Legal entity type and licence type mismatch' }),
  },
  {
    name: 'two neighbouring rules in the wrong order',
    only: ['4.2-12', '4.2-13'],
    breaks: ['4.2-12/before-13'],
    change() {
      const rules = CREATE;
      const at = rules.indexOf(ruleOf(rules, 'issued_not_after_active_from'));
      rules.splice(at, 2, rules[at + 1] as AnyRule, rules[at] as AnyRule);
    },
  },
  {
    name: 'a missing check',
    only: ['4.2-8'],
    breaks: ['4.2-8/type-unknown', '4.2-8/before-9'],
    change: () => without(CREATE, 'license_type_in_dictionary'),
  },
  {
    name: 'today counts as expired',
    only: ['4.2-14'],
    breaks: ['4.2-14/today-is-valid'],
    change: () =>
      Object.assign(ruleOf(CREATE, 'not_expired'), {
        holds: ({ body, today }: { body: { expiry_date: string | null }; today: string }) =>
          body.expiry_date == null || body.expiry_date > today,
      }),
  },
  {
    name: 'the current date in UTC, at half past one in Kyiv',
    only: ['4.2-14'],
    breaks: ['4.2-14/expired-yesterday'],
    change({ clock }) {
      const night = new Date('2026-11-01T22:30:00.000Z');
      Object.assign(clock, { now: () => night, today: () => night.toISOString().slice(0, 10) });
    },
  },
  {
    name: 'a suspended legal entity is refused',
    only: ['4.2-6'],
    breaks: ['4.2-6/suspended'],
    change: () =>
      Object.assign(ruleOf(CREATE, 'legal_entity_active_or_suspended'), {
        holds: ({ legalEntity }: { legalEntity: { status: string } | null }) =>
          legalEntity?.status === 'ACTIVE',
      }),
  },
  {
    name: 'a wrong entry',
    only: ['4.2-7'],
    breaks: ['4.2-7/primary'],
    change: () => Object.assign(ruleOf(CREATE, 'license_additional'), { entry: 'is_primary' }),
  },
  {
    name: 'another scope is enough',
    only: ['4.2-3', '3'],
    breaks: ['4.2-3/scope', '3/scope-to-write'],
    change: () => Object.assign(createLicenseRoute.access, { scope: 'license:read' }),
  },
  {
    name: 'the filter is_primary is ignored',
    only: ['5'],
    breaks: ['5/filter-primary', '5/filter-additional', '5/is-primary-other'],
    change: () => delete (PARAMETERS as Partial<typeof PARAMETERS> & { is_primary?: unknown }).is_primary,
  },
  {
    name: 'a foreign licence can be updated',
    only: ['6-10'],
    breaks: ['6-10/foreign'],
    change: () => without(UPDATE, 'license_of_legal_entity'),
  },
  {
    name: 'who is no legal entity can update',
    only: ['6/legal-entity-unknown', '6-7'],
    breaks: ['6/legal-entity-unknown'],
    change: () => without(UPDATE, 'legal_entity_exists'),
  },
];

/** What other parsers, frameworks and proxies do. */
const FAULTS: readonly Mutant[] = [
  {
    name: 'values are coerced to their type',
    only: ['4.1'],
    breaks: ['4.1/type-type', '4.1/is_primary-type', '4.1/issued_date-type'],
    fault: () => ({ body: (body) => mapped(body, coerced) }),
  },
  {
    name: 'texts are trimmed',
    only: ['2/date-with-blank', '4.2-8/type-with-blanks', '4.3/every-field'],
    breaks: ['2/date-with-blank', '4.2-8/type-with-blanks', '4.3/every-field'],
    fault: () => ({
      body: (body) => mapped(body, (value) => (typeof value === 'string' ? value.trim() : value)),
    }),
  },
  {
    name: 'additional properties are dropped',
    only: ['2/additional-properties', '2/errors-together', '7/bucket-chosen'],
    breaks: ['2/additional-properties', '2/errors-together', '7/bucket-chosen'],
    fault: () => ({ body: ({ composition_id: _, extra: __, bucket: ___, ...known }) => known }),
  },
  {
    name: 'of duplicate keys the last wins',
    only: ['2/duplicate-keys', '2/malformed-json'],
    breaks: ['2/duplicate-keys'],
    fault: () => ({ body: (body) => body }),
  },
  {
    name: 'null is no expiry date',
    only: ['4.1/expiry_date-null', '4.1/order_no-null'],
    breaks: ['4.1/expiry_date-null'],
    fault: () => ({
      body: (body) => (body.expiry_date === null ? { ...body, expiry_date: 'null' } : body),
    }),
  },
  {
    name: 'the idempotency key is ignored',
    only: [
      '2/idempotency-replay',
      '2/idempotency-of-a-refusal',
      '2/idempotency-other-body',
      '2/idempotency-other-client',
      '2/idempotency-in-meta',
    ],
    breaks: [
      '2/idempotency-replay',
      '2/idempotency-of-a-refusal',
      '2/idempotency-other-body',
      '2/idempotency-in-meta',
    ],
    fault: () => ({ headers: (headers) => void delete headers['x-idempotency-key'] }),
  },
  {
    name: '200 in place of 201',
    only: ['4.3'],
    breaks: ['4.3/required-fields-alone'],
    fault: () => ({
      answer(answer) {
        if (answer.status === 201) answer.status = 200;
      },
    }),
  },
  {
    name: 'params are missing',
    only: ['2/required', '2/date-shape', '2/too-large'],
    breaks: ['2/required', '2/date-shape'],
    fault: () => ({
      answer({ body }) {
        for (const { rules = [] } of invalidOf(body)) for (const rule of rules) delete rule.params;
      },
    }),
  },
  {
    name: 'page_size up to 500',
    only: ['2/page-size-clamped', '2/page-size-huge', '2/page-size-largest'],
    breaks: ['2/page-size-clamped', '2/page-size-huge'],
    fault: () => ({
      answer({ body }, path) {
        const asked = Number(/page_size=(\d+)/.exec(path)?.[1] ?? 50);
        if (body.paging !== undefined)
          Object.assign(body.paging as Json, { page_size: Math.min(asked, 500) });
      },
    }),
  },
  {
    name: 'every version has the same tag',
    only: ['6/unchanged', '6/changed', '2/etag'],
    breaks: ['6/changed'],
    fault: () => ({
      answer({ headers }) {
        if (headers.etag !== undefined) headers.etag = '"1"';
      },
    }),
  },
  {
    name: 'a page beyond the last is empty',
    only: ['2/page-beyond-last', '2/page-order', '2/paging-of-nothing'],
    breaks: ['2/page-beyond-last'],
    fault: () => ({
      answer({ body }, path) {
        if (path.includes('page=1000000')) body.data = [];
      },
    }),
  },
  {
    name: 'a foreign licence is visible',
    only: ['5'],
    breaks: ['5/one-foreign', '5/filter-id-foreign'],
    fault: ({ strangersToken }) => ({
      headers(headers, path) {
        if (/licenses(\/|\?id=)[0-9a-f-]{36}$/.test(path)) headers.authorization = `Bearer ${strangersToken}`;
      },
    }),
  },
  {
    name: 'names are encoded twice',
    only: ['7.1'],
    breaks: ['7.1/encoded', '7.1/encoded-space'],
    fault: () => ({
      body: ({ resource_name, ...rest }) => ({
        ...rest,
        resource_name:
          typeof resource_name === 'string' ? resource_name.replaceAll('%', '%25') : resource_name,
      }),
    }),
  },
  {
    name: 'a link is good for any method and any object',
    only: ['7.2'],
    breaks: ['7.2/put-by-a-get-link', '7.2/get-by-a-put-link', '7.2/changed-query', '7.2/without-query'],
    fault: ({ storeUrl, sloppyStoreUrl }) => ({
      answer({ body }) {
        const link = body.data as { url?: string } | undefined;
        if (link?.url !== undefined) link.url = link.url.replace(storeUrl, sloppyStoreUrl);
      },
    }),
  },
  {
    name: 'no error has a page that explains it',
    only: ['4.2-9', '2/help-link'],
    breaks: ['2/help-link'],
    fault: () => ({ answer: ({ headers }) => void delete headers.link }),
  },
];

export const MUTANTS: readonly Mutant[] = [...CHANGES, ...FAULTS];

/** Everything that a change touches, to be put back. */
export function snapshot(clock: Clock): () => void {
  const lists = [CREATE, UPDATE].map((rules) => ({
    rules,
    was: rules.map((rule) => ({ rule, copy: { ...rule } })),
  }));
  const objects = [licenseErrors.typeMismatch, createLicenseRoute.access, PARAMETERS, clock].map((each) => {
    const object: object = Object(each);
    return { object, copy: { ...object } };
  });
  return () => {
    for (const { rules, was } of lists)
      rules.splice(0, rules.length, ...was.map(({ rule, copy }) => Object.assign(rule, copy)));
    for (const { object, copy } of objects) Object.assign(object, copy);
  };
}

const mapped = (body: Json, change: (value: unknown, name: string) => unknown): Json =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, change(value, name)]));

function coerced(value: unknown, name: string): unknown {
  if (name === 'is_primary' && (value === 'true' || value === 'false')) return value === 'true';
  if (Array.isArray(value) && value.length === 1) return value[0];
  return typeof value === 'number' ? String(value) : value;
}

const invalidOf = (body: Json) =>
  ((body.error as Json | undefined)?.invalid ?? []) as { rules?: { params?: unknown }[] }[];
