import { redirectUriMistakes } from '../clients/connections/redirect-uri.ts';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { compileValidator } from '../platform/json/validator.ts';
import { type World, worldSchema } from './schema.ts';

/** One thing wrong with a world file, at its JSON path. */
export type WorldMistake = { path: string; message: string };

/** A world file is refused whole; nothing of it was written. */
export class WorldError extends Error {
  readonly mistakes: WorldMistake[];
  constructor(mistakes: WorldMistake[]) {
    super(
      `The world file is refused, nothing was loaded:\n${mistakes.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
    );
    this.mistakes = mistakes;
  }
}

const validate = compileValidator(worldSchema, Number.POSITIVE_INFINITY);

/** Mistakes of form: what the schema says. */
export function schemaMistakes(world: unknown): WorldMistake[] {
  return validate(world).map((invalid: InvalidEntry) => ({
    path: invalid.entry ?? '$',
    message: (invalid.rules ?? []).map((rule) => rule.description ?? rule.rule).join('; '),
  }));
}

/** What is already in the database and may be referred to. */
export type KnownIds = {
  legalEntities: ReadonlySet<string>;
  clients: ReadonlySet<string>;
  /** Active licences of the world's legal entities that the world does not describe itself. */
  activeLicenses: readonly ActiveLicense[];
};
type ActiveLicense = { legal_entity_id: string; type: string; is_primary: boolean };

/** A hundred years: beyond it the ends of tokens leave the calendar. */
const LONGEST_LIFETIME_SECONDS = 3_155_760_000;
const PARAMETER_NAME = /^[A-Z][A-Z0-9_]{0,254}$/;

/** Mistakes of sense in a world of the right form: duplicates, references to nothing, dates out of order. */
export function semanticMistakes(world: World, known: KnownIds): WorldMistake[] {
  const { legal_entities = [], licenses = [], clients = [], users = [], tokens = [], api_keys = [] } = world;
  const { parameters = {} } = world;
  const legalEntities = idsOf(legal_entities).union(known.legalEntities);
  const clientIds = idsOf([...clients, ...legal_entities]).union(known.clients);
  const hasLegalEntity = (id: string) => legalEntities.has(id.toLowerCase());
  const unknownClient = (list: string, entries: readonly { client_id: string }[]) =>
    entries.flatMap(({ client_id }, index) =>
      clientIds.has(client_id.toLowerCase())
        ? []
        : [{ path: `$.${list}.[${index}].client_id`, message: 'no client or legal entity has this id' }],
    );
  return [
    ...duplicates('legal_entities', 'id', legal_entities),
    ...duplicates('licenses', 'id', licenses),
    ...duplicates('clients', 'id', clients),
    ...duplicates('users', 'id', users),
    ...duplicates('users', 'email', users),
    ...duplicates('tokens', 'value', tokens),
    ...duplicates('api_keys', 'value', api_keys),
    ...licenses.flatMap((license, index) =>
      licenseMistakes(license, `$.licenses.[${index}]`, hasLegalEntity),
    ),
    ...users.flatMap(({ legal_entities: workplaces = [] }, index) =>
      workplaces.flatMap((id, place) =>
        hasLegalEntity(id)
          ? []
          : [
              {
                path: `$.users.[${index}].legal_entities.[${place}]`,
                message: 'no legal entity has this id',
              },
            ],
      ),
    ),
    ...clients.flatMap(({ is_public, secret }, index) =>
      is_public && secret !== undefined
        ? [{ path: `$.clients.[${index}].secret`, message: 'a public client has no secret' }]
        : [],
    ),
    ...clients.flatMap((client, index) =>
      redirectUriMistakes(client).map(({ entry = '$' }) => ({
        path: entry.replace('$', `$.clients.[${index}]`),
        message:
          'must be an https URI, http on loopback, or one of a private-use scheme with a dot, without fragment',
      })),
    ),
    ...rivalLicenses(licenses, known.activeLicenses),
    ...unknownClient('tokens', tokens),
    ...unknownClient('api_keys', api_keys),
    ...tokens.flatMap(({ expires_in = 0 }, index) =>
      Math.abs(expires_in) <= LONGEST_LIFETIME_SECONDS
        ? []
        : [{ path: `$.tokens.[${index}].expires_in`, message: 'is more than a hundred years' }],
    ),
    ...Object.keys(parameters)
      .filter((name) => !PARAMETER_NAME.test(name))
      .map((name) => ({ path: `$.parameters.${name}`, message: 'a parameter is named like THIS_ONE' })),
  ];
}

type LicenseEntry = NonNullable<World['licenses']>[number];

function licenseMistakes(
  license: LicenseEntry,
  path: string,
  hasLegalEntity: (id: string) => boolean,
): WorldMistake[] {
  const mistakes: WorldMistake[] = [];
  if (!hasLegalEntity(license.legal_entity_id)) {
    mistakes.push({ path: `${path}.legal_entity_id`, message: 'no legal entity has this id' });
  }
  if (license.issued_date > license.active_from_date) {
    mistakes.push({ path: `${path}.issued_date`, message: 'is later than active_from_date' });
  }
  if (license.expiry_date != null && license.active_from_date > license.expiry_date) {
    mistakes.push({ path: `${path}.active_from_date`, message: 'is later than expiry_date' });
  }
  return mistakes;
}

/** Two active licences of one type, or two active primary ones, of one legal entity: in the file or the registry. */
function rivalLicenses(licenses: readonly LicenseEntry[], known: readonly ActiveLicense[]): WorldMistake[] {
  const seen = new Set<string>();
  for (const { legal_entity_id, type, is_primary } of known) {
    seen.add(`${legal_entity_id} type ${type}`);
    if (is_primary) seen.add(`${legal_entity_id} primary`);
  }
  return licenses.flatMap((license, index) => {
    if (license.is_active === false) return [];
    const owner = license.legal_entity_id.toLowerCase();
    const mistakes: WorldMistake[] = [];
    const claim = (key: string, property: string, message: string) => {
      if (seen.has(key)) mistakes.push({ path: `$.licenses.[${index}].${property}`, message });
      seen.add(key);
    };
    claim(
      `${owner} type ${license.type}`,
      'type',
      'the legal entity has another active licence of this type',
    );
    if (license.is_primary)
      claim(`${owner} primary`, 'is_primary', 'the legal entity has another active primary licence');
    return mistakes;
  });
}

function duplicates<Name extends string>(
  list: string,
  property: Name,
  entries: readonly { [key in Name]?: string | undefined }[],
): WorldMistake[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const value = entry[property];
    if (value === undefined) return [];
    // uuids and e-mail addresses are one whatever their case; secrets are not.
    const key = property === 'value' ? value : value.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `$.${list}.[${index}].${property}`, message: 'appears twice in this list' }];
  });
}

function idsOf(entries: readonly { id: string }[]): Set<string> {
  return new Set(entries.map((entry) => entry.id.toLowerCase()));
}
