import { createRequire } from 'node:module';
import { VARIABLES } from '../../src/config/variables.ts';
import { containersOf, type Manifest, podOf } from './kustomize.ts';

/** What must hold of the objects of an overlay: each gives a sentence for every place where it does not. */
export type Rule = (objects: Manifest[]) => string[];

const require = createRequire(import.meta.url);
const nameOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
const ofKind = (objects: Manifest[], kind: string) => objects.filter((each) => each.kind === kind);
const workloads = (objects: Manifest[]) => objects.filter((each) => podOf(each) !== undefined);
const selects = (labels: Manifest, { metadata }: Manifest) =>
  Object.entries(labels ?? {}).every(([name, value]) => metadata.labels?.[name] === value);
const podsThat = (objects: Manifest[], labels: Manifest) =>
  workloads(objects)
    .map(podOf)
    .filter((pod) => selects(labels, pod));
const portsOf = (pod: Manifest): Manifest[] =>
  pod.spec.containers.flatMap(({ ports }: Manifest) => ports ?? []);
const hasPort = (pod: Manifest, port: string | number) =>
  portsOf(pod).some(({ name, containerPort }) => name === port || containerPort === port);
const unless = (holds: boolean, problem: string) => (holds ? [] : [problem]);

/** Each field is one of its kind, with a value of its type. */
export const fitsSchema: Rule = (objects) =>
  objects.flatMap((object) => {
    const kinds = require(`kubernetes-models/${object.apiVersion}`);
    const Kind = kinds[object.kind];
    if (Kind === undefined) return [`${nameOf(object)}: no such kind in ${object.apiVersion}`];
    try {
      new Kind(object).validate();
      return [];
    } catch (error) {
      return [`${nameOf(object)}: ${(error as Error).message}`];
    }
  });

/** A Service, a disruption budget, an Ingress leads to something. */
export const leadsSomewhere: Rule = (objects) => [
  ...ofKind(objects, 'Service').flatMap((service) => {
    const pods = podsThat(objects, service.spec.selector);
    const lost = service.spec.ports.filter(
      ({ targetPort }: Manifest) => !pods.every((pod) => hasPort(pod, targetPort)),
    );
    return [
      ...unless(pods.length === 1, `${nameOf(service)} selects ${pods.length} workloads`),
      ...lost.map(({ targetPort }: Manifest) => `${nameOf(service)}: nothing listens on ${targetPort}`),
    ];
  }),
  ...ofKind(objects, 'PodDisruptionBudget').flatMap((budget) =>
    unless(
      podsThat(objects, budget.spec.selector.matchLabels).length === 1,
      `${nameOf(budget)} selects nothing`,
    ),
  ),
  ...ofKind(objects, 'Ingress').flatMap((ingress) =>
    ingress.spec.rules
      .flatMap(({ http }: Manifest) => http.paths)
      .flatMap(({ backend: { service } }: Manifest) => {
        const found = ofKind(objects, 'Service').find(({ metadata }) => metadata.name === service.name);
        const isThere = found?.spec.ports.some(({ name }: Manifest) => name === service.port.name);
        return unless(isThere, `${nameOf(ingress)} leads to ${service.name}, port ${service.port.name}`);
      }),
  ),
];

/** A workload selects its own pods, spreads them, and finds its account. */
export const holdsTogether: Rule = (objects) =>
  workloads(objects).flatMap((object) => {
    const pod = podOf(object);
    const { selector } = object.spec;
    const spreads: Manifest[] = pod.spec.topologySpreadConstraints ?? [];
    const account = ofKind(objects, 'ServiceAccount').find(
      ({ metadata }) => metadata.name === pod.spec.serviceAccountName,
    );
    return [
      ...unless(
        !selector || selects(selector.matchLabels, pod),
        `${nameOf(object)} does not select its own pods`,
      ),
      ...spreads.flatMap(({ labelSelector }) =>
        unless(selects(labelSelector.matchLabels, pod), `${nameOf(object)} spreads the pods of others`),
      ),
      ...unless(account !== undefined, `${nameOf(object)} has no account`),
      ...unless(
        pod.spec.automountServiceAccountToken === false && account?.automountServiceAccountToken === false,
        `${nameOf(object)} is given a token of the cluster`,
      ),
    ];
  });

/** The standard "restricted" of Kubernetes, a read-only root besides, and a limit of memory. */
export const isRestricted: Rule = (objects) => [
  ...ofKind(objects, 'Namespace').flatMap(({ metadata }) =>
    unless(
      metadata.labels['pod-security.kubernetes.io/enforce'] === 'restricted',
      `Namespace ${metadata.name} lets anything run`,
    ),
  ),
  ...workloads(objects).flatMap((object) => {
    const { securityContext, hostNetwork, hostPID, volumes } = podOf(object).spec;
    const holds =
      securityContext?.runAsNonRoot === true &&
      Number.isInteger(securityContext.runAsUser) &&
      securityContext.seccompProfile?.type === 'RuntimeDefault' &&
      !hostNetwork &&
      !hostPID &&
      volumes.every((volume: Manifest) => !volume.hostPath);
    return unless(holds, `${nameOf(object)}: its pod is not restricted`);
  }),
  ...workloads(objects).flatMap((object) =>
    containersOf(object).flatMap(({ name, securityContext, resources }) => {
      const holds =
        securityContext?.allowPrivilegeEscalation === false &&
        securityContext.readOnlyRootFilesystem === true &&
        securityContext.capabilities?.drop?.includes('ALL') &&
        resources?.limits?.memory &&
        resources.requests?.cpu &&
        resources.requests.memory;
      return unless(Boolean(holds), `${nameOf(object)}: container ${name} is not restricted`);
    }),
  ),
];

/** The environment of a container, with that of its ConfigMaps. */
export function environmentOf(objects: Manifest[], container: Manifest): Record<string, string> {
  const maps = (container.envFrom ?? []).map(({ configMapRef }: Manifest) => {
    const found = ofKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name === configMapRef.name);
    return found?.data ?? { [`ConfigMap ${configMapRef.name} is missing`]: '' };
  });
  const own = (container.env ?? []).map(({ name, value }: Manifest) => [name, value]);
  return Object.assign({}, ...maps, Object.fromEntries(own));
}

/** The product knows each variable that its containers are given, and a ConfigMap is read by somebody. */
export const variablesAreKnown: Rule = (objects) => {
  const containers = workloads(objects).flatMap(containersOf);
  const ours = containers.filter(({ image }) => image.includes('/esoz:'));
  const known = (name: string) =>
    name in VARIABLES ||
    (name.endsWith('_FILE') && 'secret' in ((VARIABLES as Manifest)[name.slice(0, -5)] ?? {}));
  const read = new Set(
    containers.flatMap(({ envFrom }) =>
      (envFrom ?? []).map(({ configMapRef }: Manifest) => configMapRef.name),
    ),
  );
  return [
    ...ours.flatMap((container) =>
      Object.keys(environmentOf(objects, container))
        .filter((name) => !known(name))
        .map((name) => `container ${container.name}: the product knows no ${name}`),
    ),
    ...ofKind(objects, 'ConfigMap').flatMap(({ metadata }) =>
      unless(read.has(metadata.name), `nobody reads ConfigMap ${metadata.name}`),
    ),
  ];
};

/** Secrets come by name alone, as files that a variable points to, and each that is mounted is read. */
export const secretsAreFiles: Rule = (objects) => [
  ...ofKind(objects, 'Secret').map((secret) => `${nameOf(secret)} stands in the repository`),
  ...workloads(objects).flatMap((object) => {
    const { volumes, containers } = podOf(object).spec;
    return containers.flatMap((container: Manifest) => {
      const mounts: Manifest[] = container.volumeMounts;
      const files = Object.entries(environmentOf(objects, container)).filter(([name]) =>
        name.endsWith('_FILE'),
      );
      const isSecret = ({ name }: Manifest) =>
        volumes.some((each: Manifest) => each.name === name && each.secret);
      const secrets = mounts.filter(isSecret);
      const place = `${nameOf(object)}, container ${container.name}`;
      return [
        ...(container.env ?? [])
          .filter(({ value }: Manifest) => value === undefined)
          .map(({ name }: Manifest) => `${place}: ${name} is no plain value`),
        ...files
          .filter(([, file]) => !secrets.some(({ mountPath }) => file.startsWith(`${mountPath}/`)))
          .map(([name, file]) => `${place}: ${name} points to ${file}, which is mounted nowhere`),
        ...secrets
          .filter(({ mountPath }) => !files.some(([, file]) => file.startsWith(`${mountPath}/`)))
          .map(({ mountPath }) => `${place}: nothing reads ${mountPath}`),
        ...mounts
          .filter(({ name }) => !volumes.some((each: Manifest) => each.name === name))
          .map(({ name }) => `${place} mounts ${name}, which is no volume`),
      ];
    });
  }),
];

/** Only the migration has the owner's address, only AEL the keys of the store. */
export const secretsAreApart: Rule = (objects) => {
  const HOLDERS: Record<string, RegExp> = {
    'esoz-database': /^esoz-(api|migrate|audit-verify|audit-heads)$/,
    'esoz-database-owner': /^esoz-migrate$/,
    'esoz-ael': /^esoz-(api|ael)$/,
    'esoz-store': /^esoz-ael$/,
    'esoz-postgres': /^postgres$/,
  };
  return workloads(objects).flatMap((object) =>
    podOf(object)
      .spec.volumes.filter(({ secret }: Manifest) => secret)
      .filter(({ secret }: Manifest) => !HOLDERS[secret.secretName]?.test(object.metadata.name))
      .map(({ secret }: Manifest) => `${nameOf(object)} holds ${secret.secretName}`),
  );
};

/** Nothing speaks but by a policy, and no policy is for nothing. */
export const policiesFit: Rule = (objects) => {
  const policies = ofKind(objects, 'NetworkPolicy');
  const denial = policies.find(
    ({ spec }) => Object.keys(spec.podSelector).length === 0 && !spec.ingress && !spec.egress,
  );
  const allowed = policies.filter((policy) => policy !== denial);
  return [
    ...unless(denial?.spec.policyTypes.length === 2, 'nothing denies by default'),
    ...allowed.flatMap((policy) => {
      const pods = podsThat(objects, policy.spec.podSelector.matchLabels);
      const into = (policy.spec.ingress ?? []).flatMap(({ ports }: Manifest) => ports);
      const peers: Manifest[] = [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])]
        .flatMap(({ from, to }) => from ?? to ?? [])
        .filter(({ podSelector }) => podSelector);
      const deaf = into.filter(({ port }: Manifest) => !pods.every((pod) => hasPort(pod, port)));
      return [
        ...unless(pods.length > 0, `${nameOf(policy)} is for no pod`),
        ...deaf.map(({ port }: Manifest) => `${nameOf(policy)} opens ${port}, on which nobody listens`),
        ...peers
          .filter(({ podSelector }) => podsThat(objects, podSelector.matchLabels).length === 0)
          .map(() => `${nameOf(policy)} names a peer that is not there`),
      ];
    }),
    ...ofKind(objects, 'Service').flatMap((service) => {
      const [pod] = podsThat(objects, service.spec.selector);
      const opened = allowed
        .filter(({ spec }) => pod && selects(spec.podSelector.matchLabels, pod))
        .flatMap(({ spec }) => (spec.ingress ?? []).flatMap(({ ports }: Manifest) => ports))
        .map(({ port }: Manifest) => port);
      return service.spec.ports
        .filter(({ targetPort }: Manifest) => !opened.includes(targetPort))
        .map(({ targetPort }: Manifest) => `${nameOf(service)}: no policy lets anybody in to ${targetPort}`);
    }),
  ];
};

/** Probes ask what the admin port answers, and an end leaves time for what runs. */
export const probesFit: Rule = (objects) =>
  ofKind(objects, 'Deployment').flatMap((object) => {
    const pod = podOf(object);
    const PATHS: Record<string, RegExp> = {
      startupProbe: /^\/live$/,
      livenessProbe: /^\/live$/,
      // Where AEL is apart the API goes on without it, with licences.
      readinessProbe: object.metadata.name === 'esoz-api' ? /^\/ready\?part=database$/ : /^\/ready$/,
    };
    const STOPS_WITHIN_SECONDS = 10; // SPEC 13.2
    return pod.spec.containers.flatMap((container: Manifest) => [
      ...Object.entries(PATHS)
        .filter(([probe, allowed]) => {
          const { path, port } = container[probe]?.httpGet ?? {};
          return !allowed.test(path ?? '') || port !== 'admin' || !hasPort(pod, port);
        })
        .map(([probe]) => `${nameOf(object)}: its ${probe} asks what the admin port does not answer`),
      ...unless(
        container.lifecycle?.preStop?.sleep?.seconds + STOPS_WITHIN_SECONDS <
          pod.spec.terminationGracePeriodSeconds,
        `${nameOf(object)} is killed before it has ended`,
      ),
    ]);
  });

/** All of the product are of one image, and nothing is of a tag that moves. */
export const imagesFit: Rule = (objects) => {
  const images = [
    ...new Set(
      workloads(objects)
        .flatMap(containersOf)
        .map(({ image }) => image as string),
    ),
  ];
  return [
    ...unless(
      images.filter((image) => image.includes('/esoz:')).length === 1,
      'the product is of several images',
    ),
    ...images
      .filter(
        (image) => !/:[\w.-]*\d[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(image) || image.endsWith(':latest'),
      )
      .map((image) => `${image} names no version`),
  ];
};
