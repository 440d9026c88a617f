// Generated from openapi/openapi.json by `npm run client:types`; do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Meta: {
      /** @description The HTTP status. */
      code: number;
      /** @description Scheme, host and path of the request, without its query. */
      url: string;
      /**
       * @description `list` exactly when `data` is an array.
       * @enum {unknown}
       */
      type: 'object' | 'list';
      request_id: string;
      /** @description The X-Idempotency-Key of the request, if it sent one. */
      idempotency_key?: string;
    };
    ErrorEnvelope: {
      meta: components['schemas']['Meta'];
      error: components['schemas']['Error'];
    };
    Error: {
      /** @enum {unknown} */
      type:
        | 'request_malformed'
        | 'access_denied'
        | 'forbidden'
        | 'not_found'
        | 'method_not_allowed'
        | 'content_type_invalid'
        | 'request_too_large'
        | 'validation_failed'
        | 'request_conflict'
        | 'too_many_requests'
        | 'internal_error'
        | 'service_unavailable'
        | 'precondition_failed'
        | 'invalid_client'
        | 'token_not_found'
        | 'invalid_grant'
        | 'token_expired';
      /** @description A literal text; some errors have none. */
      message?: string;
      invalid?: components['schemas']['Invalid'][];
    };
    /** @description RFC 6749, 5.2. */
    OAuthError: {
      error: string;
      error_description?: string;
    };
    Invalid: {
      /** @description JSON path such as `$.issued_by`, or the name of a header. */
      entry?: string;
      /** @enum {unknown} */
      entry_type: 'json_data_property' | 'query_parameter' | 'header' | 'request';
      rules?: components['schemas']['InvalidRule'][];
    };
    InvalidRule: {
      rule: string;
      description?: string;
      /** @description The description before `params` were filled in. */
      raw_description?: string;
      params?: Record<string, never> | unknown[];
    };
    Paging: {
      page_number: number;
      page_size: number;
      /** @description null where the source cannot count. */
      total_entries: number | null;
      total_pages: number | null;
    };
    License: {
      id: string;
      type: string;
      license_number: string | null;
      issued_by: string;
      issued_date: string;
      /** @description null: never expires */
      expiry_date: string | null;
      active_from_date: string;
      what_licensed: string | null;
      order_no: string | null;
      legal_entity_id: string;
      is_primary: boolean;
      is_active: boolean;
      issuer_status: string | null;
      inserted_at: string;
      inserted_by: string;
      updated_at: string;
      updated_by: string;
    };
    GenerateUrlBody: {
      /** @enum {string} */
      action: 'PUT' | 'GET';
      resource_id: string;
      resource_name: string;
    };
    MediaLink: {
      /** @description Admits the action on this one file until it expires: as secret as a password. */
      url: string;
    };
    LicenseValidation: {
      /** @description Whether create would answer 201 now. */
      valid: boolean;
      /** @description Every check of create, in its order. */
      checks: {
        step: string;
        rule: string;
        description: string;
        /** @enum {unknown} */
        state: 'held' | 'broken' | 'not_reached';
        /** @description Of the broken check: the values that would hold, where there is a list of them. */
        allowed?: string[];
        /** @description Of the broken check: `error` as the refusal would have it. */
        error?: Record<string, never>;
      }[];
    };
    LegalEntity: {
      id: string;
      name: string;
      edrpou: string;
      type: string;
      /** @enum {unknown} */
      status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
      inserted_at: string;
      inserted_by: string;
      updated_at: string;
      updated_by: string;
    };
    LegalEntityDetails: {
      id: string;
      name: string;
      edrpou: string;
      type: string;
      /** @enum {unknown} */
      status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
      inserted_at: string;
      inserted_by: string;
      updated_at: string;
      updated_by: string;
      /** @description The active primary licence. */
      license: {
        id: string;
        type: string;
        license_number: string | null;
        issued_by: string;
        issued_date: string;
        /** @description null: never expires */
        expiry_date: string | null;
        active_from_date: string;
        what_licensed: string | null;
        order_no: string | null;
        legal_entity_id: string;
        is_primary: boolean;
        is_active: boolean;
        issuer_status: string | null;
        inserted_at: string;
        inserted_by: string;
        updated_at: string;
        updated_by: string;
      } | null;
    };
    LicenseChange: {
      inserted_at: string;
      /** @description The user; the nil uuid stands for commands and world files. */
      actor_id: string;
      client_id: string | null;
      request_id: string;
      /** @description `create` or `update`. */
      action: string;
      /** @description By the name of the field; fields that stayed are left out. */
      changes: {
        [key: string]: {
          old: unknown;
          new: unknown;
        };
      };
    };
    RegistryEvent: {
      /** @description Unique; the value of `after` for what follows. */
      id: string;
      /** @enum {string} */
      type:
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed';
      occurred_at: string;
      /** @enum {string} */
      resource: 'license' | 'parameter';
      /** @description Id of the licence, name of the parameter. */
      resource_id: string;
      /** @description `license.created`, `.expiring`, `.expired`: the licence as it was then; `license.updated`: `changes`, each field with `old` and `new`; `parameter.changed`: `name`, `old`, `new`. */
      payload: Record<string, never>;
    };
    Connection: {
      id: string;
      client_id: string;
      client_name: string;
      /** @description The MIS; the client itself where the programs are its own. */
      consumer_id: string;
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      redirect_uris: string[];
      is_blocked: boolean;
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; null: there is none. */
      former_secret_expires_at: string | null;
      /** @description To the hour; null: never. */
      secret_last_used_at: string | null;
      inserted_at: string;
      updated_at: string;
    };
    ConnectionWithSecret: {
      id: string;
      client_id: string;
      client_name: string;
      /** @description The MIS; the client itself where the programs are its own. */
      consumer_id: string;
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      redirect_uris: string[];
      is_blocked: boolean;
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; null: there is none. */
      former_secret_expires_at: string | null;
      /** @description To the hour; null: never. */
      secret_last_used_at: string | null;
      inserted_at: string;
      updated_at: string;
      /** @description Shown this once; only its hash is kept. */
      secret: string;
    };
    Client: {
      id: string;
      name: string;
      /** @description MSP: a clinic or pharmacy; MIS; NHS. */
      type: string;
      /** @enum {string} */
      access_type: 'DIRECT' | 'BROKER';
      scopes: string[];
      /** @description It has no secret, and must use PKCE. */
      is_public: boolean;
      is_blocked: boolean;
      inserted_at: string;
      updated_at: string;
    };
    NewConnection: {
      id: string;
      client_id: string;
      client_name: string;
      /** @description The MIS; the client itself where the programs are its own. */
      consumer_id: string;
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      redirect_uris: string[];
      is_blocked: boolean;
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; null: there is none. */
      former_secret_expires_at: string | null;
      /** @description To the hour; null: never. */
      secret_last_used_at: string | null;
      inserted_at: string;
      updated_at: string;
      /** @description Shown this once; only its hash is kept. */
      secret: string | null;
    };
    ApiKey: {
      id: string;
      client_id: string;
      client_name: string;
      /** @enum {unknown} */
      state: 'valid' | 'expired' | 'revoked' | 'blocked';
      inserted_at: string;
      /** @description When it ends, since it was rotated; null: it does not. */
      expires_at: string | null;
      revoked_at: string | null;
      /** @description To the hour; null: never. */
      last_used_at: string | null;
    };
    IssuedApiKey: {
      id: string;
      client_id: string;
      /** @description Shown this once; only its hash is kept. */
      value: string;
    };
    RotatedApiKey: {
      id: string;
      client_id: string;
      /** @description Shown this once; only its hash is kept. */
      value: string;
      former_id: string;
      /** @description Null: it ended at once. */
      former_expires_at: string | null;
    };
    Revocation: {
      id: string;
      /** @enum {unknown} */
      outcome: 'revoked' | 'already_revoked';
    };
    Token: {
      id: string;
      client_id: string;
      client_name: string;
      user_id: string;
      user_email: string | null;
      scope: string;
      /**
       * @description Why it is refused, or `valid`; of a family or consent that has ended: `revoked`.
       * @enum {unknown}
       */
      state: 'valid' | 'expired' | 'revoked' | 'blocked';
      /** @description The authorization it came of; null: an operator issued it. */
      family_id: string | null;
      /** @description The client through which the person signed in. */
      consumer_id: string | null;
      inserted_at: string;
      expires_at: string;
      /** @description When it, or the family or consent it came of, ended. */
      revoked_at: string | null;
      /** @description To the hour; null: never. */
      last_used_at: string | null;
    };
    AccessToken: {
      id: string;
      /** @constant */
      name: 'access_token';
      value: string;
      /** @description Unix seconds. */
      expires_at: number;
      user_id: string;
      details: {
        scope: string;
        client_id: string;
        refresh_token: string;
        /** @enum {unknown} */
        grant_type: 'authorization_code' | 'refresh_token';
      };
    };
    OAuthTokens: {
      access_token: string;
      /** @constant */
      token_type: 'Bearer';
      /** @description Seconds. */
      expires_in: number;
      refresh_token: string;
      scope: string;
    };
    Introspection: {
      active: boolean;
      scope?: string;
      client_id?: string;
      /** @description Unix seconds. */
      exp?: number;
      /** @description Unix seconds. */
      iat?: number;
      /** @description The user. */
      sub?: string;
      /** @constant */
      token_type?: 'Bearer';
    };
    User: {
      id: string;
      email: string | null;
      roles: {
        name: string;
        /** @description Where it counts; null: everywhere. */
        legal_entity_id: string | null;
      }[];
      /** @description false: an invitation was not accepted yet. */
      has_password: boolean;
      is_blocked: boolean;
      inserted_at: string;
      updated_at: string;
    };
    InvitedUser: {
      id: string;
      email: string | null;
      roles: {
        name: string;
        /** @description Where it counts; null: everywhere. */
        legal_entity_id: string | null;
      }[];
      /** @description false: an invitation was not accepted yet. */
      has_password: boolean;
      is_blocked: boolean;
      inserted_at: string;
      updated_at: string;
      password_link: {
        /** @enum {unknown} */
        purpose: 'invitation' | 'reset';
        /** @description Sets a password, once. Shown in this answer only. */
        url: string;
        expires_at: string;
      };
    };
    PasswordLink: {
      /** @enum {unknown} */
      purpose: 'invitation' | 'reset';
      /** @description Sets a password, once. Shown in this answer only. */
      url: string;
      expires_at: string;
    };
    Role: {
      name: string;
      scopes: string[];
    };
    DictionaryValue: {
      code: string;
      description: string;
      is_active: boolean;
    };
    Parameter: {
      name: string;
      /** @description Codes separated by commas; empty: none. */
      value: string;
      /**
       * @description Where the value comes from.
       * @enum {unknown}
       */
      source: 'database' | 'environment' | 'default';
      /** @description Of the database row. */
      updated_at: string | null;
    };
    ChangedParameter: {
      name: string;
      /** @description Codes separated by commas; empty: none. */
      value: string;
      /**
       * @description Where the value comes from.
       * @enum {unknown}
       */
      source: 'database' | 'environment' | 'default';
      /** @description Of the database row. */
      updated_at: string | null;
      /** @description Codes that are no active licence type: licences of these stay refused until they are. */
      unknown_license_types: string[];
    };
    AuditEntry: {
      id: string;
      inserted_at: string;
      /** @description The user; the nil uuid stands for commands and world files. */
      actor_id: string;
      client_id: string | null;
      request_id: string;
      /** @description Such as `license`, `legal_entity`, `parameter`. */
      resource: string;
      resource_id: string;
      /** @description Such as `create`, `update`. */
      action: string;
      /** @description `old` and `new`, and `reason` where one was asked for. */
      changeset: {
        [key: string]: unknown;
      };
    };
    AuditVerification: {
      /** @description Of what was checked. */
      is_whole: boolean;
      /** @description Of the log, as its heads say. */
      rows: number;
      /** @description The last ones of each lane; the others were not looked at. */
      checked_rows: number;
      faults: {
        lane: number | null;
        position: number | null;
        /** @description Of the row at this place. */
        id: string | null;
        kind: string;
        description: string;
      }[];
      /** @description The ends of all lanes: kept elsewhere as a file, it is what `esoz audit verify --heads` compares with. */
      heads: {
        [key: string]: unknown;
      };
    };
    Webhook: {
      id: string;
      /** @description Without its query, where receivers keep secrets. */
      url: string;
      event_types: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      is_active: boolean;
      allow_private: boolean;
      /** @description Failed attempts at the next event. */
      failures: number;
      next_attempt_at: string | null;
      last_error: string | null;
      /** @description Until then what is sent is signed with the secret before, too. */
      previous_secret_until: string | null;
      dead_letters: number;
      /** @description It is done with all events up to this. */
      after: string;
    };
    NewWebhook: {
      id: string;
      event_types: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      /** @description Shown this once; signs what is sent (Standard Webhooks). */
      secret: string;
    };
    DeadLetter: {
      id: string;
      endpoint_id: string;
      event_type: string;
      attempts: number;
      last_error: string;
      failed_at: string;
      retry_requested_at: string | null;
      event_id: string;
    };
    Calls: {
      /** @description Create license */
      createLicense: {
        request: {
          body: {
            type: string;
            issued_by: string;
            issued_date: string;
            active_from_date: string;
            is_primary: boolean;
            license_number?: string | null;
            expiry_date?: string | null;
            what_licensed?: string | null;
            order_no?: string | null;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['License'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'legal-entity-not-found'
          | 'license-no-primary'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'license-type-mismatch'
          | 'license-already-present'
          | 'license-expired'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'legal-entity-not-active'
          | 'license-only-additional'
          | 'license-issued-after-active'
          | 'license-active-after-expiry'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get licenses */
      getLicenses: {
        request: {
          query?: {
            /** @description uuid. */
            id?: string;
            /** @description text in UTF-8, without NUL. */
            license_number?: string;
            /** @description A value of the dictionary LICENSE_TYPE. */
            type?: string;
            /** @enum {string} */
            is_primary?: 'true' | 'false';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['License'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Generate media storage link */
      generateMediaStorageLink: {
        request: {
          body: components['schemas']['GenerateUrlBody'];
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['MediaLink'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description List media storage files */
      listMediaStorageFiles: {
        request: {
          query: {
            /** @description uuid. */
            resource_id: string;
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            /** @description Decoded; percent-encode it before asking for a link to it. */
            resource_name: string;
            /** @description Bytes. */
            size: number;
            last_modified: string;
            /** @description Changes with the content. */
            etag: string;
          }[];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Get license */
      getLicense: {
        request: {
          path: {
            id: string;
          };
          ifNoneMatch?: string;
          ifMatch?: string;
          ifUnmodifiedSince?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['License'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'license-not-found'
          | 'license-changed-meanwhile';
      };
      /** @description Update license */
      updateLicense: {
        request: {
          path: {
            id: string;
          };
          body: {
            type: string;
            issued_by: string;
            issued_date: string;
            active_from_date: string;
            is_primary: boolean;
            license_number?: string | null;
            expiry_date?: string | null;
            what_licensed?: string | null;
            order_no?: string | null;
          };
          ifMatch?: string;
          ifUnmodifiedSince?: string;
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['License'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'legal-entity-not-found'
          | 'license-no-primary'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'license-expired'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'legal-entity-not-active'
          | 'license-issued-after-active'
          | 'license-active-after-expiry'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'license-not-found'
          | 'license-changed-meanwhile'
          | 'license-only-additional-updated'
          | 'license-foreign'
          | 'license-type-fixed'
          | 'license-not-to-primary';
      };
      /** @description Validate license */
      validateLicense: {
        request: {
          body: {
            type: string;
            issued_by: string;
            issued_date: string;
            active_from_date: string;
            is_primary: boolean;
            license_number?: string | null;
            expiry_date?: string | null;
            what_licensed?: string | null;
            order_no?: string | null;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LicenseValidation'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get legal entities V2 */
      getLegalEntitiesV2: {
        request: {
          query?: {
            /** @description uuid. */
            id?: string;
            /** @description 8 to 10 digits. */
            edrpou?: string;
            /** @description text in UTF-8, without NUL. */
            type?: string;
            /** @enum {string} */
            status?: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
            /** @description up to 255 characters in UTF-8, a letter or digit among them. */
            name?: string;
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LegalEntity'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get legal entity by ID V2 */
      getLegalEntityByIdV2: {
        request: {
          path: {
            id: string;
          };
          ifNoneMatch?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LegalEntityDetails'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-not-visible';
      };
      /** @description Get dictionaries */
      getDictionaries: {
        request: {
          query?: {
            /** @description text in UTF-8, without NUL. */
            name?: string;
            /** @enum {string} */
            is_active?: 'true' | 'false';
          };
          ifNoneMatch?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            name: string;
            /** @description Descriptions by code. */
            values: {
              [key: string]: string;
            };
            labels: string[];
            is_active: boolean;
          }[];
        };
        /** @enum {unknown} */
        refusals:
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get dictionaries V2 */
      getDictionariesV2: {
        request: {
          query?: {
            /** @description text in UTF-8, without NUL. */
            name?: string;
            /** @enum {string} */
            is_active?: 'true' | 'false';
            /** @description text in UTF-8, without NUL. */
            value_code?: string;
            /** @enum {string} */
            value_is_active?: 'true' | 'false';
          };
          ifNoneMatch?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            name: string;
            description: string;
            values: {
              code: string;
              description: string;
              is_active: boolean;
              /** @description Always empty. */
              child_values: Record<string, never>[];
            }[];
            labels: string[];
            is_active: boolean;
          }[];
        };
        /** @enum {unknown} */
        refusals:
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get licenses across legal entities */
      getLicensesAcrossLegalEntities: {
        request: {
          query?: {
            /** @description uuid. */
            legal_entity_id?: string;
            /** @description A value of the dictionary LICENSE_TYPE. */
            type?: string;
            /** @enum {string} */
            is_primary?: 'true' | 'false';
            expires_before?: string;
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['License'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Get license history */
      getLicenseHistory: {
        request: {
          path: {
            id: string;
          };
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          /** @description Oldest first. */
          data: components['schemas']['LicenseChange'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'license-not-found';
      };
      /** @description List events */
      listEvents: {
        request: {
          query?: {
            /** @description id of an event. */
            after?: string;
            /** @description positive integer. */
            limit?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          /** @description In the order of events; nothing ever appears before one that has been given out. */
          data: components['schemas']['RegistryEvent'][];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Get client connections */
      getClientConnections: {
        request: {
          path: {
            id: string;
          };
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Connection'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-not-found';
      };
      /** @description Refresh client secret */
      refreshClientSecret: {
        request: {
          path: {
            id: string;
            connection_id: string;
          };
          body?: {
            /** @description true: the old one ends now. Default: in 24 hours. */
            immediately?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['ConnectionWithSecret'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'connection-not-found'
          | 'connection-without-secret'
          | 'former-secret-in-use';
      };
      /** @description List clients */
      listClients: {
        request: {
          query?: {
            /** @description text in UTF-8, without NUL. */
            type?: string;
            /** @description text in UTF-8, without NUL. */
            name?: string;
            /** @enum {string} */
            is_blocked?: 'true' | 'false';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Client'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Create client */
      createClient: {
        request: {
          body: {
            id?: string;
            name: string;
            type: string;
            /** @enum {string} */
            access_type?: 'DIRECT' | 'BROKER';
            scopes: string[];
            is_public?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['Client'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-exists';
      };
      /** @description Get client */
      getClient: {
        request: {
          path: {
            id: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Client'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-not-found';
      };
      /** @description Update client */
      updateClient: {
        request: {
          path: {
            id: string;
          };
          body: {
            name?: string;
            /** @enum {string} */
            access_type?: 'DIRECT' | 'BROKER';
            scopes?: string[];
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Client'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-not-found';
      };
      /** @description Block client */
      blockClient: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Client'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-not-found'
          | 'client-blocks-itself';
      };
      /** @description Unblock client */
      unblockClient: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Client'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-not-found';
      };
      /** @description List connections */
      listConnections: {
        request: {
          query?: {
            /** @description uuid. */
            client_id?: string;
            /** @description uuid. */
            consumer_id?: string;
            /** @enum {string} */
            is_blocked?: 'true' | 'false';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Connection'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Create connection */
      createConnection: {
        request: {
          body: {
            client_id: string;
            consumer_id: string;
            /** @description At most 50, compared byte by byte: https, http on loopback, or a private-use scheme with a dot; no fragment. */
            redirect_uris: string[];
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['NewConnection'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'connection-exists'
          | 'client-unknown';
      };
      /** @description Update connection */
      updateConnection: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description At most 50, compared byte by byte: https, http on loopback, or a private-use scheme with a dot; no fragment. */
            redirect_uris: string[];
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Connection'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'connection-not-found';
      };
      /** @description Refresh secret of connection */
      refreshSecretOfConnection: {
        request: {
          path: {
            id: string;
          };
          body?: {
            /** @description true: the old one ends now. Default: in 24 hours. */
            immediately?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['ConnectionWithSecret'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'connection-not-found'
          | 'connection-without-secret'
          | 'former-secret-in-use';
      };
      /** @description Block connection */
      blockConnection: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Connection'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'connection-not-found';
      };
      /** @description Unblock connection */
      unblockConnection: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Connection'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'connection-not-found';
      };
      /** @description List API keys */
      listApiKeys: {
        request: {
          query?: {
            /** @description uuid. */
            client_id?: string;
            /** @enum {string} */
            state?: 'valid' | 'expired' | 'revoked' | 'blocked';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['ApiKey'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Issue API key */
      issueApiKey: {
        request: {
          body: {
            client_id: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['IssuedApiKey'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'client-unknown';
      };
      /** @description Rotate API key */
      rotateApiKey: {
        request: {
          path: {
            id: string;
          };
          body?: {
            /** @description true: the old one ends now. Default: in 24 hours. */
            immediately?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['RotatedApiKey'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'api-key-not-found'
          | 'api-key-rotated';
      };
      /** @description Revoke API key */
      revokeApiKey: {
        request: {
          path: {
            id: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Revocation'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'api-key-not-found';
      };
      /** @description List tokens */
      listTokens: {
        request: {
          query?: {
            /** @description uuid. */
            client_id?: string;
            /** @description uuid. */
            user_id?: string;
            /** @enum {string} */
            state?: 'valid' | 'expired' | 'revoked' | 'blocked';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Token'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Revoke token */
      revokeToken: {
        request: {
          path: {
            id: string;
          };
          body?: {
            /** @description With everything else that came of the same sign-in. */
            family?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Revocation'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'token-not-found-by-id'
          | 'token-without-family';
      };
      /** @description Exchange a code or a refresh token */
      exchangeACodeOrARefreshToken: {
        request: {
          body: {
            token: {
              grant_type?: string | null;
              client_id?: string | null;
              client_secret?: string | null;
              code?: string | null;
              refresh_token?: string | null;
              redirect_uri?: string | null;
              scope?: string | null;
              code_verifier?: string | null;
            };
          };
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['AccessToken'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'token-not-found'
          | 'grant-of-another-client'
          | 'token-expired'
          | 'redirect-uri-mismatch'
          | 'consent-withdrawn'
          | 'token-used'
          | 'code-verifier-wrong'
          | 'scope-empty'
          | 'scope-not-of-role'
          | 'scope-not-of-client'
          | 'client-invalid';
      };
      /** @description Log out */
      logOut: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: Record<string, never>;
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Revoke a token */
      revokeAToken: {
        request: {
          body: {
            client_id?: string;
            client_secret?: string;
            token: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: Record<string, never>;
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'form-type-invalid';
      };
      /** @description Introspect a token */
      introspectAToken: {
        request: {
          body: {
            client_id?: string;
            client_secret?: string;
            token: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            active: boolean;
            scope?: string;
            client_id?: string;
            /** @description Unix seconds. */
            exp?: number;
            /** @description Unix seconds. */
            iat?: number;
            /** @description The user. */
            sub?: string;
            /** @constant */
            token_type?: 'Bearer';
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'form-type-invalid';
      };
      /** @description Verify a token */
      verifyAToken: {
        request: {
          path: {
            value: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            id: string;
            /** @constant */
            name: 'access_token';
            /** @description Unix seconds. */
            expires_at: number;
            user_id: string;
            details: {
              scope: string;
              client_id: string;
            };
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'token-not-found'
          | 'token-expired'
          | 'consent-withdrawn';
      };
      /** @description Authorization server metadata */
      authorizationServerMetadata: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: {
            issuer: string;
          };
        };
        /** @enum {unknown} */
        refusals: 'accept-invalid' | 'too-many-requests' | 'internal-error' | 'service-unavailable';
      };
      /** @description List users */
      listUsers: {
        request: {
          query?: {
            /** @description text in UTF-8, without NUL. */
            role?: string;
            /** @description uuid. */
            legal_entity_id?: string;
            /** @description text in UTF-8, without NUL. */
            email?: string;
            /** @enum {string} */
            is_blocked?: 'true' | 'false';
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Create user */
      createUser: {
        request: {
          body: {
            email: string;
            roles: {
              name: string;
              /** @description Where it counts; null: everywhere (НСЗУ, operators). */
              legal_entity_id: string | null;
            }[];
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['InvitedUser'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-email-taken'
          | 'user-role-unknown'
          | 'user-legal-entity-unknown';
      };
      /** @description Get user */
      getUser: {
        request: {
          path: {
            id: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-not-found';
      };
      /** @description Change email of user */
      changeEmailOfUser: {
        request: {
          path: {
            id: string;
          };
          body: {
            email: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-email-taken'
          | 'user-not-found';
      };
      /** @description Set roles of user */
      setRolesOfUser: {
        request: {
          path: {
            id: string;
          };
          body: {
            roles: {
              name: string;
              /** @description Where it counts; null: everywhere (НСЗУ, operators). */
              legal_entity_id: string | null;
            }[];
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-role-unknown'
          | 'user-legal-entity-unknown'
          | 'user-not-found'
          | 'user-keeps-operator';
      };
      /** @description Block user */
      blockUser: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-not-found'
          | 'user-blocks-themselves';
      };
      /** @description Unblock user */
      unblockUser: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['User'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-not-found';
      };
      /** @description Create password link */
      createPasswordLink: {
        request: {
          path: {
            id: string;
          };
          body: {
            /**
             * @description An invitation is good for seven days, a reset for 24 hours.
             * @enum {string}
             */
            purpose: 'invitation' | 'reset';
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['PasswordLink'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'user-not-found'
          | 'user-can-not-sign-in';
      };
      /** @description List roles */
      listRoles: {
        request: {
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Role'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Create legal entity */
      createLegalEntity: {
        request: {
          body: {
            /** @description Where the national registry has given it one already; else it gets one. */
            id?: string;
            name: string;
            edrpou: string;
            type: string;
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['LegalEntityDetails'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'legal-entity-already-present';
      };
      /** @description Correct legal entity */
      correctLegalEntity: {
        request: {
          path: {
            id: string;
          };
          body: {
            name?: string;
            edrpou?: string;
            type?: string;
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          ifMatch?: string;
          ifUnmodifiedSince?: string;
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LegalEntityDetails'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'license-type-mismatch'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'legal-entity-not-visible'
          | 'legal-entity-changed-meanwhile';
      };
      /** @description Change status of legal entity */
      changeStatusOfLegalEntity: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @enum {string} */
            status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
            /** @description Why; kept in the audit log. */
            reason: string;
          };
          ifMatch?: string;
          ifUnmodifiedSince?: string;
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LegalEntityDetails'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'legal-entity-not-visible'
          | 'legal-entity-changed-meanwhile'
          | 'legal-entity-status-final';
      };
      /** @description Add dictionary value */
      addDictionaryValue: {
        request: {
          path: {
            name: string;
          };
          body: {
            code: string;
            description: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['DictionaryValue'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'dictionary-not-found'
          | 'dictionary-value-present';
      };
      /** @description Change dictionary value */
      changeDictionaryValue: {
        request: {
          path: {
            name: string;
            code: string;
          };
          body: {
            description?: string;
            /** @description false: nothing new can be given this value; what has it keeps it. */
            is_active?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['DictionaryValue'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'dictionary-not-found'
          | 'dictionary-value-not-found';
      };
      /** @description List parameters */
      listParameters: {
        request: {
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Parameter'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Set parameter */
      setParameter: {
        request: {
          path: {
            name: string;
          };
          body: {
            value: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['ChangedParameter'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'parameter-not-found';
      };
      /** @description Unset parameter */
      unsetParameter: {
        request: {
          path: {
            name: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Parameter'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'parameter-not-found';
      };
      /** @description Search audit log */
      searchAuditLog: {
        request: {
          query?: {
            /** @description text in UTF-8, without NUL. */
            resource?: string;
            /** @description text in UTF-8, without NUL. */
            resource_id?: string;
            /** @description text in UTF-8, without NUL. */
            action?: string;
            /** @description uuid. */
            actor_id?: string;
            /** @description uuid. */
            client_id?: string;
            from?: string;
            to?: string;
            /** @description id of a row. */
            after?: string;
            /** @description positive integer. */
            limit?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          /** @description Newest first. */
          data: components['schemas']['AuditEntry'][];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Verify audit log */
      verifyAuditLog: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['AuditVerification'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description List webhooks */
      listWebhooks: {
        request: {
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Webhook'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid';
      };
      /** @description Add webhook */
      addWebhook: {
        request: {
          body: {
            url: string;
            /** @description Absent or empty: all of them. */
            event_types?: (
              | 'license.created'
              | 'license.updated'
              | 'license.expiring'
              | 'license.expired'
              | 'parameter.changed'
            )[];
            /** @description Begins behind this event, in place of now. */
            after?: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 201;
          data: components['schemas']['NewWebhook'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-url-refused';
      };
      /** @description Change webhook */
      changeWebhook: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Empty: all of them. */
            event_types?: (
              | 'license.created'
              | 'license.updated'
              | 'license.expiring'
              | 'license.expired'
              | 'parameter.changed'
            )[];
            /** @description false: nothing is sent for now, events wait. */
            is_active?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Webhook'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-not-found';
      };
      /** @description Remove webhook */
      removeWebhook: {
        request: {
          path: {
            id: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            id: string;
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-not-found';
      };
      /** @description Rotate secret of webhook */
      rotateSecretOfWebhook: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description true: the old one has become known, and signs nothing more. */
            immediately?: boolean;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            id: string;
            /** @description Shown this once; signs what is sent (Standard Webhooks). */
            secret: string;
            /** @description Until then what is sent is signed with the secret before, too. */
            previous_secret_until: string | null;
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-not-found';
      };
      /** @description List dead letters of webhook */
      listDeadLettersOfWebhook: {
        request: {
          path: {
            id: string;
          };
          query?: {
            /** @description positive integer. */
            page?: string;
            /** @description positive integer. */
            page_size?: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['DeadLetter'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-not-found';
      };
      /** @description Retry dead letters of webhook */
      retryDeadLettersOfWebhook: {
        request: {
          path: {
            id: string;
          };
          body: {
            /** @description Absent: all of them. */
            dead_letter_id?: string;
          };
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            retried: number;
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'idempotency-key-in-use'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'webhook-not-found'
          | 'dead-letter-not-found';
      };
    };
    Errors: {
      'malformed-request': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'request_malformed';
      };
      'access-token-invalid': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'scope-missing': {
        /** @constant */
        status: 403;
        /** @constant */
        type: 'forbidden';
      };
      'legal-entity-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'license-no-primary': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'accept-invalid': {
        /** @constant */
        status: 406;
        /** @constant */
        type: 'content_type_invalid';
      };
      'idempotency-key-in-use': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-type-mismatch': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-already-present': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-expired': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'request-too-large': {
        /** @constant */
        status: 413;
        /** @constant */
        type: 'request_too_large';
      };
      'content-type-invalid': {
        /** @constant */
        status: 415;
        /** @constant */
        type: 'content_type_invalid';
      };
      'content-encoding-invalid': {
        /** @constant */
        status: 415;
        /** @constant */
        type: 'content_type_invalid';
      };
      'schema-invalid': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'idempotency-key-invalid': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'legal-entity-not-active': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'license-only-additional': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'license-issued-after-active': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'license-active-after-expiry': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'too-many-requests': {
        /** @constant */
        status: 429;
        /** @constant */
        type: 'too_many_requests';
      };
      'internal-error': {
        /** @constant */
        status: 500;
        /** @constant */
        type: 'internal_error';
      };
      'service-unavailable': {
        /** @constant */
        status: 503;
        /** @constant */
        type: 'service_unavailable';
      };
      'api-key-missing': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'api-key-invalid': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'license-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'license-changed-meanwhile': {
        /** @constant */
        status: 412;
        /** @constant */
        type: 'precondition_failed';
      };
      'license-only-additional-updated': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-foreign': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-type-fixed': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-not-to-primary': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'legal-entity-not-visible': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'client-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'connection-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'connection-without-secret': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'former-secret-in-use': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'client-exists': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'client-blocks-itself': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'connection-exists': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'client-unknown': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'api-key-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'api-key-rotated': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'token-not-found-by-id': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'token-without-family': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'token-not-found': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'grant-of-another-client': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'token-expired': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'redirect-uri-mismatch': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'consent-withdrawn': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'token-used': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'code-verifier-wrong': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_grant';
      };
      'scope-empty': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_scope';
      };
      'scope-not-of-role': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_scope';
      };
      'scope-not-of-client': {
        /** @constant */
        status: 400;
        /** @constant */
        type: 'invalid_scope';
      };
      'client-invalid': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'invalid_client';
      };
      'form-type-invalid': {
        /** @constant */
        status: 415;
        /** @constant */
        type: 'invalid_request';
      };
      'user-email-taken': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'user-role-unknown': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'user-legal-entity-unknown': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'user-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'user-keeps-operator': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'user-blocks-themselves': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'user-can-not-sign-in': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'legal-entity-already-present': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'legal-entity-changed-meanwhile': {
        /** @constant */
        status: 412;
        /** @constant */
        type: 'precondition_failed';
      };
      'legal-entity-status-final': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'dictionary-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'dictionary-value-present': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'dictionary-value-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'parameter-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'webhook-url-refused': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'webhook-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'dead-letter-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
