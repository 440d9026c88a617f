import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** An object of Kubernetes, as a manifest has it. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are judged by their schemas, not by types
export type Manifest = any;

/**
 * The objects that `kubectl kustomize <folder>` prints, but for the hashes behind the names of ConfigMaps. Of kustomize it
 * knows what our files use, and refuses the rest.
 */
export async function readKustomization(folder: string): Promise<Manifest[]> {
  const file = parse(await readFile(path.join(folder, 'kustomization.yaml'), 'utf8'));
  const { apiVersion: _version, kind: _kind, ...fields } = file;
  const objects: Manifest[] = [];
  for (const name of fields.resources ?? []) objects.push(...(await readResource(path.join(folder, name))));
  for (const [field, value] of Object.entries(fields)) {
    const apply = TRANSFORMERS[field];
    if (apply === undefined) throw new Error(`${folder}: the reader knows no ${field} of kustomize`);
    await apply(objects, value, folder);
  }
  return objects;
}

async function readResource(name: string): Promise<Manifest[]> {
  if ((await stat(name)).isDirectory()) return readKustomization(name);
  return readManifests(name);
}

export async function readManifests(name: string): Promise<Manifest[]> {
  return parseAllDocuments(await readFile(name, 'utf8')).map((document) => {
    const [mistake] = [...document.errors, ...document.warnings];
    if (mistake) throw new Error(`${name}: ${mistake.message}`);
    return document.toJS();
  });
}

type Transformer = (objects: Manifest[], value: Manifest, folder: string) => void | Promise<void>;
const TRANSFORMERS: Record<string, Transformer> = {
  resources: () => {},
  namespace: (objects, namespace) => {
    for (const { kind, metadata } of objects) if (kind !== 'Namespace') metadata.namespace = namespace;
  },
  labels: (objects, rows) => {
    for (const { pairs, ...rest } of rows) {
      if (Object.keys(rest).length > 0) throw new Error('labels with more than pairs');
      for (const { metadata } of objects) metadata.labels = { ...metadata.labels, ...pairs };
    }
  },
  images: (objects, rows) => {
    for (const container of objects.flatMap(containersOf)) {
      const row = rows.find(({ name }: Manifest) => name === container.image);
      if (row) container.image = `${row.newName}:${row.newTag}`;
    }
  },
  replicas: (objects, rows) => {
    for (const { name, count } of rows) {
      const found = objects.filter(
        ({ spec, metadata }) => metadata.name === name && 'replicas' in (spec ?? {}),
      );
      if (found.length !== 1) throw new Error(`replicas of ${name}, which is not there`);
      found[0].spec.replicas = count;
    }
  },
  configMapGenerator: async (objects, rows, folder) => {
    for (const { name, behavior, envs } of rows) {
      const files = await Promise.all(envs.map((env: string) => readFile(path.join(folder, env), 'utf8')));
      const data = Object.fromEntries(files.join('\n').split('\n').filter(Boolean).map(intoPair));
      const former = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
      if ((former !== undefined) !== (behavior === 'merge'))
        throw new Error(`${behavior} of ConfigMap ${name}`);
      if (former) Object.assign(former.data, data);
      else objects.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
    }
  },
  patches: async (objects, rows, folder) => {
    for (const { path: name } of rows) {
      for (const patch of await readManifests(path.join(folder, name))) {
        const isTarget = ({ kind, metadata }: Manifest) =>
          kind === patch.kind && metadata.name === patch.metadata.name;
        const at = objects.findIndex(isTarget);
        if (at < 0)
          throw new Error(`${name} patches ${patch.kind} ${patch.metadata.name}, which is not there`);
        objects[at] = merged(objects[at], patch);
      }
    }
  },
};

const intoPair = (line: string): [string, string] => {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
};

/** By what strategic merge tells the entries of a list apart; any other list is replaced. */
const MERGE_KEYS: Record<string, string> = {
  containers: 'name',
  volumes: 'name',
  env: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
};

function merged(base: Manifest, patch: Manifest): Manifest {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = { ...base };
  for (const [field, value] of Object.entries<Manifest>(patch)) {
    const key = MERGE_KEYS[field];
    if (value === null) delete result[field];
    else if (Array.isArray(value) && key) result[field] = mergedList(base?.[field] ?? [], value, key);
    else result[field] = merged(base?.[field], value);
  }
  return result;
}

function mergedList(base: Manifest[], patch: Manifest[], key: string): Manifest[] {
  let result = base;
  for (const entry of patch) {
    const isSame = (other: Manifest) => other[key] === entry[key];
    if (entry.$patch === 'delete') result = result.filter((other) => !isSame(other));
    else if (result.some(isSame))
      result = result.map((other) => (isSame(other) ? merged(other, entry) : other));
    else result = [...result, entry];
  }
  return result;
}

/** What an object runs: of a Pod's template, wherever its kind keeps it. */
export function podOf({ kind, spec }: Manifest): Manifest | undefined {
  if (['Deployment', 'StatefulSet', 'Job'].includes(kind)) return spec.template;
  return kind === 'CronJob' ? spec.jobTemplate.spec.template : undefined;
}

export const containersOf = (object: Manifest): Manifest[] => podOf(object)?.spec.containers ?? [];
