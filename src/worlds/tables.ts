export type TableName =
  | 'legal_entities'
  | 'licenses'
  | 'clients'
  | 'connections'
  | 'users'
  | 'tokens'
  | 'api_keys';

/** A table that worlds describe: which columns they set, of which type, and under what name changes are audited. */
type WorldTable = {
  resource: string;
  columns: Readonly<Record<string, string>>;
  /** Set at insertion besides `inserted_at`, which is set then too unless it is one of the columns. */
  stamps: readonly ('updated_at' | 'inserted_by' | 'updated_by')[];
  /** Never shown in the audit log: what is secret, or only derived from the other columns. */
  secret: readonly string[];
};

export const WORLD_TABLES: Readonly<Record<TableName, WorldTable>> = {
  legal_entities: {
    resource: 'legal_entity',
    columns: { id: 'uuid', name: 'text', edrpou: 'text', type: 'text', status: 'text' },
    stamps: ['updated_at', 'inserted_by', 'updated_by'],
    secret: ['name_words'],
  },
  licenses: {
    resource: 'license',
    columns: {
      id: 'uuid',
      legal_entity_id: 'uuid',
      type: 'text',
      license_number: 'text',
      issued_by: 'text',
      issued_date: 'date',
      expiry_date: 'date',
      active_from_date: 'date',
      what_licensed: 'text',
      order_no: 'text',
      is_primary: 'boolean',
      is_active: 'boolean',
      issuer_status: 'text',
    },
    stamps: ['updated_at', 'inserted_by', 'updated_by'],
    secret: [],
  },
  clients: {
    resource: 'client',
    columns: {
      id: 'uuid',
      name: 'text',
      type: 'text',
      access_type: 'text',
      scopes: 'text[]',
      is_blocked: 'boolean',
      is_public: 'boolean',
    },
    stamps: ['updated_at'],
    secret: [],
  },
  connections: {
    resource: 'connection',
    columns: {
      id: 'uuid',
      client_id: 'uuid',
      consumer_id: 'uuid',
      secret_hash: 'bytea',
      redirect_uris: 'text[]',
    },
    stamps: ['updated_at'],
    secret: ['secret_hash', 'former_secret_hash'],
  },
  users: {
    resource: 'user',
    columns: { id: 'uuid', email: 'text', password_hash: 'text', is_blocked: 'boolean' },
    stamps: ['updated_at'],
    secret: ['password_hash'],
  },
  tokens: {
    resource: 'token',
    columns: {
      id: 'uuid',
      value_hash: 'bytea',
      client_id: 'uuid',
      user_id: 'uuid',
      scope: 'text',
      inserted_at: 'timestamptz',
      expires_at: 'timestamptz',
    },
    stamps: [],
    secret: ['value_hash'],
  },
  api_keys: {
    resource: 'api_key',
    columns: { id: 'uuid', value_hash: 'bytea', client_id: 'uuid' },
    stamps: [],
    secret: ['value_hash'],
  },
};
