/**
 * Goal: whoever applies an overlay gets what it says: objects that a cluster takes, that find each other, and hold no more
 * rights, secrets and ways than they need.
 * Method: the overlays as kustomize joins them, judged by the schemas of Kubernetes and by rules; each rule also finds a
 * violation that is planted into the same objects.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Manifest, podOf, readKustomization, readManifests } from './kustomize.ts';
import * as rules from './manifest-rules.ts';
import { unknownFields } from './unknown-fields.ts';

const FOLDER = fileURLToPath(new URL('../../deploy/kubernetes', import.meta.url));
const OVERLAYS = ['demo', 'preprod', 'prod'];
const objectsOf: Record<string, Manifest[]> = {};
before(async () => {
  for (const overlay of OVERLAYS)
    objectsOf[overlay] = await readKustomization(path.join(FOLDER, 'overlays', overlay));
});

const named = (objects: Manifest[], kind: string, name: string): Manifest => {
  const found = objects.find((each) => each.kind === kind && each.metadata.name === name);
  assert.ok(found, `${kind} ${name}`);
  return found;
};
const api = (objects: Manifest[]) => named(objects, 'Deployment', 'esoz-api');
const apiPod = (objects: Manifest[]) => podOf(api(objects)).spec;
const policy = (objects: Manifest[]) => named(objects, 'NetworkPolicy', 'esoz-api').spec;

/** What each rule must find in the objects of prod. */
const PLANTED: Record<keyof typeof rules & string, ((objects: Manifest[]) => void)[]> = {
  fitsSchema: [
    (all) => (apiPod(all).containers[0].ports[0].containerPort = 'http'),
    (all) => (api(all).kind = 'Deploiment'),
  ],
  leadsSomewhere: [
    (all) => (named(all, 'Service', 'esoz-api').spec.selector = { app: 'esoz' }),
    (all) => (named(all, 'Service', 'esoz-api').spec.ports[0].targetPort = 'web'),
    (all) => (named(all, 'PodDisruptionBudget', 'esoz-ael').spec.selector.matchLabels = { app: 'ael' }),
    (all) => (named(all, 'Ingress', 'esoz').spec.rules[0].http.paths[0].backend.service.port.name = 'https'),
  ],
  holdsTogether: [
    (all) => (api(all).spec.selector.matchLabels = { app: 'esoz' }),
    (all) => (apiPod(all).topologySpreadConstraints[0].labelSelector.matchLabels = { app: 'esoz' }),
    (all) => (apiPod(all).serviceAccountName = 'default'),
    (all) => (apiPod(all).automountServiceAccountToken = true),
  ],
  isRestricted: [
    (all) => (named(all, 'Namespace', 'esoz').metadata.labels = {}),
    (all) => (apiPod(all).securityContext.runAsNonRoot = false),
    (all) => (apiPod(all).volumes[0] = { name: 'database', hostPath: { path: '/etc' } }),
    (all) => (apiPod(all).containers[0].securityContext.readOnlyRootFilesystem = false),
    (all) => delete apiPod(all).containers[0].resources.limits,
  ],
  variablesAreKnown: [
    (all) => (named(all, 'ConfigMap', 'esoz-api').data.PROT = '4000'),
    (all) => (named(all, 'ConfigMap', 'esoz-api').data.PUBLIC_URL_FILE = '/run/x'),
    (all) => delete podOf(named(all, 'Deployment', 'esoz-ael')).spec.containers[0].envFrom,
  ],
  secretsAreFiles: [
    (all) => all.push({ kind: 'Secret', metadata: { name: 'esoz-ael' } }),
    (all) => (named(all, 'ConfigMap', 'esoz-api').data.AEL_TOKEN_FILE = '/run/secrets/ael'),
    (all) => delete named(all, 'ConfigMap', 'esoz-api').data.AEL_TOKEN_FILE,
    (all) => apiPod(all).volumes.pop(),
    (all) => (apiPod(all).containers[0].env = [{ name: 'AEL_TOKEN', valueFrom: { secretKeyRef: {} } }]),
  ],
  secretsAreApart: [(all) => (apiPod(all).volumes[0].secret.secretName = 'esoz-database-owner')],
  policiesFit: [
    (all) => all.splice(all.indexOf(named(all, 'NetworkPolicy', 'default-deny')), 1),
    (all) => (policy(all).podSelector.matchLabels = { app: 'esoz' }),
    (all) => (policy(all).ingress[0].ports[0].port = 'https'),
    (all) => (policy(all).egress[0].to[0].podSelector.matchLabels = { app: 'ael' }),
    (all) => policy(all).ingress.pop(),
  ],
  probesFit: [
    (all) => (apiPod(all).containers[0].readinessProbe.httpGet.path = '/health'),
    (all) => (apiPod(all).containers[0].readinessProbe.httpGet.path = '/ready'),
    (all) => (apiPod(all).containers[0].livenessProbe.httpGet.port = 'http'),
    (all) => (apiPod(all).terminationGracePeriodSeconds = 15),
  ],
  imagesFit: [
    (all) => (apiPod(all).containers[0].image = 'registry.example/esoz:0.0.9'),
    (all) => (apiPod(all).containers[0].image = 'docker.io/library/postgres:latest'),
  ],
  environmentOf: [],
};

describe('an overlay', () => {
  for (const overlay of OVERLAYS)
    for (const [name, rule] of Object.entries(rules)) {
      if (name === 'environmentOf') continue;
      test(`${overlay}: ${name}`, () => {
        assert.deepEqual((rule as rules.Rule)(objectsOf[overlay] as Manifest[]), []);
      });
    }

  test('prod and preprod differ in names, addresses and numbers alone', () => {
    const kinds = (overlay: string) =>
      objectsOf[overlay]?.map(({ kind, metadata }) => `${kind} ${metadata.name.replace('-preprod', '')}`);
    assert.deepEqual(kinds('prod'), kinds('preprod'));
  });
});

describe('a planted violation is found', () => {
  for (const [name, plants] of Object.entries(PLANTED))
    plants.forEach((plant, at) => {
      test(`${name}, ${at + 1}`, () => {
        const objects = structuredClone(objectsOf.prod as Manifest[]);
        plant(objects);
        assert.equal(((rules as Manifest)[name] as rules.Rule)(objects).length > 0, true, plant.toString());
      });
    });
});

test('nothing is due in the hour that one night lacks and another has twice', () => {
  const all = Object.values(objectsOf).flat();
  const schedules = all.filter(({ kind }) => kind === 'CronJob').map(({ spec }) => spec.schedule as string);
  assert.ok(schedules.length > 0);
  for (const schedule of schedules) assert.match(schedule, /^\d+ (?!3 )\d+ \* \* \*$/);
});

test('no object has a field of a name that Kubernetes does not know', async () => {
  const all = OVERLAYS.flatMap((overlay) => objectsOf[overlay] as Manifest[]);
  assert.deepEqual(await unknownFields(all), []);
  const planted = structuredClone(api(objectsOf.prod as Manifest[]));
  planted.spec.template.spec.containers[0].lifecycle.preStop.slep = {};
  assert.match((await unknownFields([planted])).join('\n'), /'"slep"' does not exist/);
});

test('the database of the example acknowledges nothing that one machine alone has, and has the roles of the product', async () => {
  const [cluster] = await readManifests(path.join(FOLDER, 'examples', 'cloudnative-pg.yaml'));
  assert.deepEqual(cluster.spec.postgresql.synchronous, {
    method: 'any',
    number: 1,
    dataDurability: 'required',
  });
  assert.ok(cluster.spec.instances >= 3);
  const { initdb } = cluster.spec.bootstrap;
  const statements = [...initdb.postInitSQL, ...initdb.postInitApplicationSQL].join('\n');
  const script = await readFile(new URL('../../db/create-database.sql', import.meta.url), 'utf8');
  const granted = script.match(/^(GRANT|REVOKE|ALTER SCHEMA).*;$/gm)?.map((line) => line.replace(/;$/, ''));
  assert.ok(granted && granted.length >= 4);
  for (const line of granted) assert.ok(statements.includes(line.replace(':"database"', 'registry')), line);
  assert.equal(initdb.owner, 'registry_owner');
});
