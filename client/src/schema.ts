// Generated from openapi/openapi.json by `npm run client:types`; do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Calls: {
      /** @description Create license */
      createLicense: {
        request: {
          body: components['schemas']['LicenseBody'];
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
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-not-found'
          | 'legal-entity-not-active'
          | 'license-only-additional'
          | 'license-type-mismatch'
          | 'license-no-primary'
          | 'license-already-present'
          | 'license-issued-after-active'
          | 'license-active-after-expiry'
          | 'license-expired';
      };
      /** @description Get licenses */
      getLicenses: {
        request: {
          query?: {
            /** @description Id of the licence. */
            id?: string;
            /** @description Number of the licence, exactly as it was entered. */
            license_number?: string;
            /** @description Type of licence: a code of the dictionary `LICENSE_TYPE`. */
            type?: string;
            /** @description `true`: the primary licences; `false`: the additional ones. */
            is_primary?: boolean;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description List media storage files */
      listMediaStorageFiles: {
        request: {
          query: {
            /** @description Folder of the files: id of the legal entity of the contract. */
            resource_id: string;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['MediaStorageFile'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description List media storage links */
      listMediaStorageLinks: {
        request: {
          query: {
            /** @description Folder of the files: id of the legal entity of the contract. */
            resource_id: string;
            /** @description One file of the folder: its name, raw or percent-encoded. Absent: all of the folder. */
            resource_name?: string;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['HandedOutLink'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get license */
      getLicense: {
        request: {
          path: {
            /** @description Id of the licence. */
            id: string;
          };
          ifMatch?: string;
          ifUnmodifiedSince?: string;
          ifNoneMatch?: string;
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
            /** @description Id of the licence. */
            id: string;
          };
          body: components['schemas']['LicenseBody'];
          idempotencyKey?: string;
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
          | 'malformed-request'
          | 'access-token-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-not-found'
          | 'legal-entity-not-active'
          | 'license-no-primary'
          | 'license-issued-after-active'
          | 'license-active-after-expiry'
          | 'license-expired'
          | 'license-not-found'
          | 'license-changed-meanwhile'
          | 'license-only-additional-updated'
          | 'license-not-to-primary'
          | 'license-foreign'
          | 'license-type-fixed';
      };
      /** @description Validate license */
      validateLicense: {
        request: {
          body: components['schemas']['LicenseBody'];
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
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get additional license types */
      getAdditionalLicenseTypes: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['AdditionalLicenseType'][];
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
          | 'legal-entity-not-found';
      };
      /** @description Get history of own license */
      getHistoryOfOwnLicense: {
        request: {
          path: {
            /** @description Id of the licence, active or not. */
            id: string;
          };
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
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
          | 'license-not-found';
      };
      /** @description Get legal entities V2 */
      getLegalEntitiesV2: {
        request: {
          query?: {
            /** @description Id of the legal entity. */
            id?: string;
            /** @description ЄДРПОУ, 8 to 10 digits, leading zeros included. */
            edrpou?: string;
            /** @description Type of legal entity, such as `OUTPATIENT` or `PHARMACY`; the dictionary is `LEGAL_ENTITY_TYPE_V2`. */
            type?: string;
            /**
             * @description Status of the legal entity.
             * @enum {string}
             */
            status?: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
            /** @description Words of the name or their beginnings, in any order and case; at most 8 of them. */
            name?: string;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
            /** @description Id of the legal entity; also the `client_id` of tokens issued for it. */
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
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-not-visible';
      };
      /** @description Get dictionaries */
      getDictionaries: {
        request: {
          query?: {
            /** @description Name of the dictionary, exactly. */
            name?: string;
            /** @description `true`: active dictionaries; `false`: the others. */
            is_active?: boolean;
          };
          ifNoneMatch?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Dictionary'][];
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
            /** @description Name of the dictionary, exactly. */
            name?: string;
            /** @description `true`: active dictionaries; `false`: the others. */
            is_active?: boolean;
            /** @description Dictionaries with a value of this code, and of their values that one alone. */
            value_code?: string;
            /** @description `true`: active values alone; `false`: the others. Dictionaries without any are left out. */
            value_is_active?: boolean;
          };
          ifNoneMatch?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['DictionaryWithValues'][];
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
            /** @description Id of the legal entity. All its active licences, the primary one first. */
            legal_entity_id?: string;
            /** @description Type of licence: a code of the dictionary `LICENSE_TYPE`. */
            type?: string;
            /** @description `true`: the primary licences; `false`: the additional ones. */
            is_primary?: boolean;
            /** @description Licences that expire on this day or later; those that never expire are left out. */
            expires_from?: string;
            /** @description Licences that expire before this day; those that never expire are left out. */
            expires_before?: string;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LicenseAcross'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get license history */
      getLicenseHistory: {
        request: {
          path: {
            /** @description Id of the licence, active or not. */
            id: string;
          };
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['LicenseChange'][];
          paging: components['schemas']['Paging'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'license-not-found';
      };
      /** @description List events */
      listEvents: {
        request: {
          query?: {
            /** @description Id of the last event that you have; absent: from the first on. */
            after?: string;
            /** @description At most so many; above 300 it is 300. */
            limit?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['RegistryEvent'][];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get client connections */
      getClientConnections: {
        request: {
          path: {
            /** @description Id of the client of the token: of the clinic or pharmacy. */
            id: string;
          };
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
            /** @description Id of the client of the token: of the clinic or pharmacy. */
            id: string;
            /** @description Id of the connection. */
            connection_id: string;
          };
          body?: components['schemas']['ReplacementBody'];
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
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
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
            /** @description Type of client: MSP (clinic or pharmacy), MIS or NHS. */
            type?: string;
            /** @description Part of the name, in any case. */
            name?: string;
            /** @description `true`: blocked ones alone; `false`: the others. */
            is_blocked?: boolean;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Register client */
      registerClient: {
        request: {
          body: components['schemas']['CreateClientBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-exists';
      };
      /** @description Get client */
      getClient: {
        request: {
          path: {
            /** @description Id of the client. */
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-not-found';
      };
      /** @description Update client */
      updateClient: {
        request: {
          path: {
            /** @description Id of the client. */
            id: string;
          };
          body: components['schemas']['UpdateClientBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-not-found';
      };
      /** @description Block client */
      blockClient: {
        request: {
          path: {
            /** @description Id of the client. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-not-found'
          | 'client-blocks-itself';
      };
      /** @description Unblock client */
      unblockClient: {
        request: {
          path: {
            /** @description Id of the client. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-not-found';
      };
      /** @description List connections */
      listConnections: {
        request: {
          query?: {
            /** @description Id of the client; that of a legal entity is its own id. */
            client_id?: string;
            /** @description Id of the МІС: a client of type MIS. */
            consumer_id?: string;
            /** @description `true`: blocked ones alone; `false`: the others. */
            is_blocked?: boolean;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Create connection */
      createConnection: {
        request: {
          body: components['schemas']['CreateConnectionBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-unknown'
          | 'connection-exists';
      };
      /** @description Update connection */
      updateConnection: {
        request: {
          path: {
            /** @description Id of the connection. */
            id: string;
          };
          body: components['schemas']['UpdateConnectionBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'connection-not-found';
      };
      /** @description Refresh secret of connection */
      refreshSecretOfConnection: {
        request: {
          path: {
            /** @description Id of the connection. */
            id: string;
          };
          body?: components['schemas']['ReplacementBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'connection-not-found'
          | 'connection-without-secret'
          | 'former-secret-in-use';
      };
      /** @description Block connection */
      blockConnection: {
        request: {
          path: {
            /** @description Id of the connection. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'connection-not-found';
      };
      /** @description Unblock connection */
      unblockConnection: {
        request: {
          path: {
            /** @description Id of the connection. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'connection-not-found';
      };
      /** @description List API keys */
      listApiKeys: {
        request: {
          query?: {
            /** @description Id of the client; that of a legal entity is its own id. */
            client_id?: string;
            /**
             * @description Whether it is valid, or the first reason for which it is refused.
             * @enum {string}
             */
            state?: 'valid' | 'expired' | 'revoked' | 'blocked';
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Issue API key */
      issueApiKey: {
        request: {
          body: components['schemas']['IssueApiKeyBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-unknown';
      };
      /** @description Rotate API key */
      rotateApiKey: {
        request: {
          path: {
            /** @description Id of the key, which is not its value. */
            id: string;
          };
          body?: components['schemas']['ReplacementBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-not-found'
          | 'api-key-rotated';
      };
      /** @description Revoke API key */
      revokeApiKey: {
        request: {
          path: {
            /** @description Id of the key, which is not its value. */
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'api-key-not-found';
      };
      /** @description List tokens */
      listTokens: {
        request: {
          query?: {
            /** @description Id of the client; that of a legal entity is its own id. */
            client_id?: string;
            /** @description Id of the user. */
            user_id?: string;
            /**
             * @description Whether it is valid, or the first reason for which it is refused.
             * @enum {string}
             */
            state?: 'valid' | 'expired' | 'revoked' | 'blocked';
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Revoke token */
      revokeToken: {
        request: {
          path: {
            /** @description Id of the token, which is not its value. */
            id: string;
          };
          body?: components['schemas']['RevokeTokenBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'token-not-found-by-id'
          | 'token-without-family';
      };
      /** @description Issue tokens */
      issueTokens: {
        request: {
          body: components['schemas']['TokenRequest'];
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
          | 'grant-type-missing'
          | 'grant-type-unsupported'
          | 'client-credentials-twice'
          | 'client-invalid'
          | 'token-not-found'
          | 'grant-of-another-client'
          | 'token-expired'
          | 'redirect-uri-mismatch'
          | 'consent-withdrawn'
          | 'token-used'
          | 'scope-empty'
          | 'scope-not-of-role'
          | 'scope-not-of-client'
          | 'code-verifier-wrong';
      };
      /** @description Get own identity */
      getOwnIdentity: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['OwnIdentity'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
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
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Revoke own token */
      revokeOwnToken: {
        request: {
          body: components['schemas']['TokenQuestionForm'];
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
          | 'form-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-credentials-twice'
          | 'client-invalid';
      };
      /** @description Introspect token */
      introspectToken: {
        request: {
          body: components['schemas']['TokenQuestionForm'];
        };
        success: {
          /** @constant */
          status: 200;
          data: {
            /** @description Whether it is a valid access token of the client that asks; if not, there is nothing else in the answer. */
            active: boolean;
            /** @description Scopes with blanks between them. */
            scope?: string;
            /** @description Id of the client; that of a legal entity is its own id. */
            client_id?: string;
            /** @description Until when it is good, in Unix seconds. */
            exp?: number;
            /** @description When it was issued, in Unix seconds. */
            iat?: number;
            /** @description Id of the user. */
            sub?: string;
            /**
             * @description Always `Bearer`.
             * @constant
             */
            token_type?: 'Bearer';
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'accept-invalid'
          | 'request-too-large'
          | 'form-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'client-credentials-twice'
          | 'client-invalid';
      };
      /** @description Verify token */
      verifyToken: {
        request: {
          path: {
            /** @description Value of an access token. */
            value: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['VerifiedToken'];
        };
        /** @enum {unknown} */
        refusals:
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'token-not-found'
          | 'token-expired'
          | 'consent-withdrawn';
      };
      /** @description Get authorization server metadata */
      getAuthorizationServerMetadata: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: {
            /** @description Address of the registry as an issuer of tokens. */
            issuer: string;
            /** @description The page to which a person is sent to sign in. */
            authorization_endpoint: string;
            /** @description Where a code or a refresh token is exchanged. */
            token_endpoint: string;
            /** @description Where a token is revoked (RFC 7009). */
            revocation_endpoint: string;
            /** @description Where a client asks about its token (RFC 7662). */
            introspection_endpoint: string;
            /** @description What the sign-in page can send back: a code alone. */
            response_types_supported: string[];
            /** @description How it sends that back: in the query of the address. */
            response_modes_supported: string[];
            /** @description What can be exchanged for tokens. */
            grant_types_supported: string[];
            /** @description Methods of PKCE. */
            code_challenge_methods_supported: string[];
            /** @description How a client shows itself when it exchanges; `none`: a public one. */
            token_endpoint_auth_methods_supported: string[];
            /** @description How it shows itself when it revokes. */
            revocation_endpoint_auth_methods_supported: string[];
            /** @description How it shows itself when it asks about a token; a public client can not. */
            introspection_endpoint_auth_methods_supported: string[];
            /** @description The sign-in page names the issuer in `iss` (RFC 9207). */
            authorization_response_iss_parameter_supported: boolean;
            /** @description Languages of the sign-in page. */
            ui_locales_supported: string[];
          };
        };
        /** @enum {unknown} */
        refusals:
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description List users */
      listUsers: {
        request: {
          query?: {
            /** @description Name of a role: users who have it anywhere. */
            role?: string;
            /** @description Id of a legal entity: users with a role that counts there. */
            legal_entity_id?: string;
            /** @description Part of the e-mail address, in any case. */
            email?: string;
            /** @description `true`: blocked ones alone; `false`: the others. */
            is_blocked?: boolean;
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Create user */
      createUser: {
        request: {
          body: components['schemas']['CreateUserBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-email-taken'
          | 'user-role-unknown'
          | 'user-legal-entity-unknown';
      };
      /** @description Get user */
      getUser: {
        request: {
          path: {
            /** @description Id of the user. */
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found';
      };
      /** @description Change email of user */
      changeEmailOfUser: {
        request: {
          path: {
            /** @description Id of the user. */
            id: string;
          };
          body: components['schemas']['ChangeEmailBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found'
          | 'user-email-taken';
      };
      /** @description Set roles of user */
      setRolesOfUser: {
        request: {
          path: {
            /** @description Id of the user. */
            id: string;
          };
          body: components['schemas']['SetRolesBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found'
          | 'user-role-unknown'
          | 'user-legal-entity-unknown'
          | 'user-keeps-operator';
      };
      /** @description Block user */
      blockUser: {
        request: {
          path: {
            /** @description Id of the user. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found'
          | 'user-blocks-themselves';
      };
      /** @description Unblock user */
      unblockUser: {
        request: {
          path: {
            /** @description Id of the user. */
            id: string;
          };
          body: components['schemas']['ReasonBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found';
      };
      /** @description Create password link */
      createPasswordLink: {
        request: {
          path: {
            /** @description Id of the user. */
            id: string;
          };
          body: components['schemas']['PasswordLinkBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'user-not-found'
          | 'user-can-not-sign-in';
      };
      /** @description List roles */
      listRoles: {
        request: {
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Create legal entity */
      createLegalEntity: {
        request: {
          body: components['schemas']['CreateLegalEntityBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-already-present';
      };
      /** @description Correct legal entity */
      correctLegalEntity: {
        request: {
          path: {
            /** @description Id of the legal entity. */
            id: string;
          };
          body: components['schemas']['CorrectLegalEntityBody'];
          idempotencyKey?: string;
          ifMatch?: string;
          ifUnmodifiedSince?: string;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'license-type-mismatch'
          | 'legal-entity-not-visible'
          | 'legal-entity-changed-meanwhile';
      };
      /** @description Change status of legal entity */
      changeStatusOfLegalEntity: {
        request: {
          path: {
            /** @description Id of the legal entity. */
            id: string;
          };
          body: components['schemas']['ChangeStatusBody'];
          idempotencyKey?: string;
          ifMatch?: string;
          ifUnmodifiedSince?: string;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'legal-entity-not-visible'
          | 'legal-entity-status-final'
          | 'legal-entity-changed-meanwhile';
      };
      /** @description Add dictionary value */
      addDictionaryValue: {
        request: {
          path: {
            /** @description Name of the dictionary, exactly. */
            name: string;
          };
          body: components['schemas']['AddDictionaryValueBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'dictionary-not-found'
          | 'dictionary-value-present';
      };
      /** @description Change dictionary value */
      changeDictionaryValue: {
        request: {
          path: {
            /** @description Name of the dictionary, exactly. */
            name: string;
            /** @description Code of the value, exactly. */
            code: string;
          };
          body: components['schemas']['ChangeDictionaryValueBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'dictionary-not-found'
          | 'dictionary-value-not-found';
      };
      /** @description List parameters */
      listParameters: {
        request: {
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Set parameter */
      setParameter: {
        request: {
          path: {
            /** @description Name of the parameter, such as `LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES`. */
            name: string;
          };
          body: components['schemas']['SetParameterBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'parameter-not-found';
      };
      /** @description Unset parameter */
      unsetParameter: {
        request: {
          path: {
            /** @description Name of the parameter, such as `LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES`. */
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'parameter-not-found';
      };
      /** @description Search audit log */
      searchAuditLog: {
        request: {
          query?: {
            /** @description What was changed, such as `license`, `legal_entity`, `parameter`. */
            resource?: string;
            /** @description Id of what was changed; of a parameter its name. */
            resource_id?: string;
            /** @description What was done, such as `create`, `update`. */
            action?: string;
            /** @description Id of the user who did it; the nil UUID stands for commands and world files. */
            actor_id?: string;
            /** @description Id of the client through which it was done. */
            client_id?: string;
            /** @description Id of the request that did it: what an error shows as `meta.request_id`. */
            request_id?: string;
            /** @description From this moment on, in UTC. */
            from?: string;
            /** @description Before this moment, in UTC. */
            to?: string;
            /** @description Id of a row: what comes behind it in the list, that is, older ones. The header `Link` has it. */
            after?: string;
            /** @description At most so many; above 300 it is 300. */
            limit?: number;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['AuditEntry'][];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Get status */
      getStatus: {
        request: Record<string, never>;
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Status'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description List webhooks */
      listWebhooks: {
        request: {
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable';
      };
      /** @description Add webhook */
      addWebhook: {
        request: {
          body: components['schemas']['AddWebhookBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'webhook-url-refused';
      };
      /** @description Change webhook */
      changeWebhook: {
        request: {
          path: {
            /** @description Id of the webhook. */
            id: string;
          };
          body: components['schemas']['ChangeWebhookBody'];
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'webhook-not-found';
      };
      /** @description Remove webhook */
      removeWebhook: {
        request: {
          path: {
            /** @description Id of the webhook. */
            id: string;
          };
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['RemovedWebhook'];
        };
        /** @enum {unknown} */
        refusals:
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'webhook-not-found';
      };
      /** @description Rotate secret of webhook */
      rotateSecretOfWebhook: {
        request: {
          path: {
            /** @description Id of the webhook. */
            id: string;
          };
          body: components['schemas']['RotateWebhookSecretBody'];
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['WebhookSecret'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'webhook-not-found';
      };
      /** @description List dead letters of webhook */
      listDeadLettersOfWebhook: {
        request: {
          path: {
            /** @description Id of the webhook. */
            id: string;
          };
          query?: {
            /** @description Number of the page, from 1. Beyond the last page the last one is returned. */
            page?: number;
            /** @description Entries per page; above 300 it is 300. */
            page_size?: number;
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
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'schema-invalid'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
          | 'webhook-not-found';
      };
      /** @description Retry dead letters of webhook */
      retryDeadLettersOfWebhook: {
        request: {
          path: {
            /** @description Id of the webhook. */
            id: string;
          };
          body: components['schemas']['RetryBody'];
          idempotencyKey?: string;
        };
        success: {
          /** @constant */
          status: 200;
          data: components['schemas']['Retry'];
        };
        /** @enum {unknown} */
        refusals:
          | 'malformed-request'
          | 'access-token-invalid'
          | 'api-key-missing'
          | 'api-key-invalid'
          | 'scope-missing'
          | 'accept-invalid'
          | 'request-too-large'
          | 'content-type-invalid'
          | 'content-encoding-invalid'
          | 'schema-invalid'
          | 'idempotency-key-invalid'
          | 'idempotency-key-in-use'
          | 'too-many-requests'
          | 'internal-error'
          | 'service-unavailable'
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
      'scope-missing': {
        /** @constant */
        status: 403;
        /** @constant */
        type: 'forbidden';
      };
      'route-unknown': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'method-not-allowed': {
        /** @constant */
        status: 405;
        /** @constant */
        type: 'method_not_allowed';
      };
      'accept-invalid': {
        /** @constant */
        status: 406;
        /** @constant */
        type: 'content_type_invalid';
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
      'form-type-invalid': {
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
      'idempotency-key-in-use': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
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
      'legal-entity-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
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
      'license-type-mismatch': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'license-no-primary': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'license-already-present': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
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
      'license-expired': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
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
      'license-not-to-primary': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
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
      'legal-entity-not-visible': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'legal-entity-already-present': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'legal-entity-status-final': {
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
      'client-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
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
      'client-unknown': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'connection-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'connection-exists': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
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
      'grant-type-missing': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'grant-type-unsupported': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'client-credentials-twice': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'client-invalid': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'invalid_client';
      };
      'token-not-found': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'token_not_found';
      };
      'grant-of-another-client': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'invalid_grant';
      };
      'token-expired': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'token_expired';
      };
      'redirect-uri-mismatch': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'invalid_client';
      };
      'consent-withdrawn': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'token-used': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'scope-empty': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'scope-not-of-role': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'access_denied';
      };
      'scope-not-of-client': {
        /** @constant */
        status: 422;
        /** @constant */
        type: 'validation_failed';
      };
      'code-verifier-wrong': {
        /** @constant */
        status: 401;
        /** @constant */
        type: 'invalid_grant';
      };
      'user-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
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
      'user-blocks-themselves': {
        /** @constant */
        status: 409;
        /** @constant */
        type: 'request_conflict';
      };
      'user-keeps-operator': {
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
      'dictionary-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'dictionary-value-not-found': {
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
      'parameter-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
      'webhook-not-found': {
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
      'dead-letter-not-found': {
        /** @constant */
        status: 404;
        /** @constant */
        type: 'not_found';
      };
    };
    Meta: {
      /** @description The HTTP status. */
      code: number;
      /** @description Scheme, host and path of the request, without its query. */
      url: string;
      /**
       * @description `list` exactly when `data` is an array.
       * @enum {string}
       */
      type: 'object' | 'list';
      /** @description Id of the request. Name it to the operator when you ask about an answer. */
      request_id: string;
      /** @description The `X-Idempotency-Key` of the request, if it sent one. */
      idempotency_key?: string;
    };
    Invalid: {
      /** @description The place: a JSON path such as `$.issued_by`, or the name of a header. */
      entry?: string;
      /**
       * @description Where that place is: in the body, the query, the headers or the request as a whole.
       * @enum {string}
       */
      entry_type: 'json_data_property' | 'query_parameter' | 'header' | 'request';
      /** @description Rules that are broken there. */
      rules?: components['schemas']['InvalidRule'][];
    };
    LicenseBody: {
      /** @description Type of the licence: a code of the dictionary `LICENSE_TYPE` that the type of the legal entity admits. */
      type: string;
      /** @description Who issued the licence. */
      issued_by: string;
      /** @description Day of issue. */
      issued_date: string;
      /** @description First day on which the licence counts; not before `issued_date`. */
      active_from_date: string;
      /** @description Always `false`: the primary licence is not entered here. */
      is_primary: boolean;
      /** @description Number of the licence, as the document has it. */
      license_number?: string | null;
      /** @description Last day on which the licence counts; `null`: it never expires. */
      expiry_date?: string | null;
      /** @description What the licence permits. */
      what_licensed?: string | null;
      /** @description Number of the order by which it was issued. */
      order_no?: string | null;
    };
    License: {
      /** @description Id of the licence. */
      id: string;
      /** @description Type of the licence: a code of the dictionary `LICENSE_TYPE`. */
      type: string;
      /** @description Number of the licence, as the document has it. */
      license_number: string | null;
      /** @description Who issued the licence. */
      issued_by: string;
      /** @description Day of issue. */
      issued_date: string;
      /** @description Last day on which the licence counts; `null`: it never expires. */
      expiry_date: string | null;
      /** @description First day on which the licence counts; not before `issued_date`. */
      active_from_date: string;
      /** @description What the licence permits. */
      what_licensed: string | null;
      /** @description Number of the order by which it was issued. */
      order_no: string | null;
      /** @description Id of the legal entity that holds the licence. */
      legal_entity_id: string;
      /** @description `true`: the primary licence, which lets the legal entity work at all; `false`: an additional one. */
      is_primary: boolean;
      /** @description Whether the licence counts in the registry. One that has expired can still be active; see `expiry_date`. */
      is_active: boolean;
      /** @description Status of the licence with its issuer; `null`: not known. */
      issuer_status: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description Who created it: id of the user; the nil UUID stands for commands and world files. */
      inserted_by: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description Who changed it last: id of the user; the nil UUID stands for commands and world files. */
      updated_by: string;
    };
    Paging: {
      /** @description Number of this page; the last one where a later one was asked for. */
      page_number: number;
      /** @description Entries per page. */
      page_size: number;
      /** @description How many entries there are; `null` where the source cannot count. */
      total_entries: number | null;
      /** @description How many pages there are, at least 1; `null` where the source cannot count. */
      total_pages: number | null;
    };
    GenerateUrlBody: {
      /**
       * @description `PUT`: to send the file to the store; `GET`: to fetch it.
       * @enum {string}
       */
      action: 'PUT' | 'GET';
      /** @description Folder of the file: id of the legal entity of the contract. */
      resource_id: string;
      /** @description Name of the file, as it is or percent-encoded: both name the same file. Folders in it are parted by `/`. */
      resource_name: string;
    };
    MediaLink: {
      /** @description The link: lets the bearer do this one thing with this one file until it expires. As secret as a password. */
      url: string;
    };
    MediaStorageFile: {
      /** @description Name of the file, decoded; percent-encode it before you ask for a link to it. */
      resource_name: string;
      /** @description Size in bytes. */
      size: number;
      /** @description When it was uploaded last, in UTC. */
      last_modified: string;
      /** @description Mark of the content: another content, another mark. */
      etag: string;
    };
    HandedOutLink: {
      /** @description Name of the file, decoded. */
      resource_name: string;
      /**
       * @description What the link permits: `PUT` or `GET`.
       * @enum {unknown}
       */
      action: 'PUT' | 'GET';
      /** @description When it was handed out, in UTC. */
      inserted_at: string;
      /** @description Until when it is good, in UTC. */
      expires_at: string;
      /** @description Id of the user who asked for it. */
      user_id: string;
      /** @description Id of the client through which it was asked for. */
      client_id: string;
      /** @description Id of the request, under which the log has it too. */
      request_id: string;
      /** @description E-mail address of whoever did it; `null`: a command, a world file, or somebody without one. */
      actor_email: string | null;
    };
    LicenseValidation: {
      /** @description Whether create would answer 201 now. */
      valid: boolean;
      /** @description Every check of create, in its order. */
      checks: {
        /** @description Section and step of the specification. */
        step: string;
        /** @description Id of the rule. */
        rule: string;
        /** @description What must hold, in English. */
        description: string;
        /**
         * @description `held`, `broken`, or `not_reached`, because an earlier check is broken.
         * @enum {unknown}
         */
        state: 'held' | 'broken' | 'not_reached';
        /** @description Of the broken check: the values that would hold, where there is a list of them. */
        allowed?: string[];
        /** @description Of the broken check: `error`, as create would answer it. */
        error?: Record<string, never>;
      }[];
    };
    AdditionalLicenseType: {
      /** @description Type of licence: a code of the dictionary `LICENSE_TYPE`. */
      type: string;
      /** @description Name of the type. */
      description: string;
      /** @description Id of the active licence of this type, expired ones included; `null`: there is none, so it can be added. */
      license_id: string | null;
    };
    LicenseChange: {
      /** @description When it was changed, in UTC. */
      inserted_at: string;
      /** @description Who did it: id of the user; the nil UUID stands for commands and world files. */
      actor_id: string;
      /** @description E-mail address of whoever did it; `null`: a command, a world file, or somebody without one, and in the history of an own licence anybody who did not act for the own legal entity. */
      actor_email: string | null;
      /** @description Client through which it was changed; `null`: a command or a world file. */
      client_id: string | null;
      /** @description Id of the request, under which the log has it too. */
      request_id: string;
      /** @description `create` or `update`. */
      action: string;
      /** @description Changed fields by name; fields that stayed are left out. */
      changes: {
        [key: string]: {
          /** @description Value before; `null`: the licence was not there, or the field was empty. */
          old: unknown;
          /** @description Value since. */
          new: unknown;
        };
      };
    };
    LegalEntity: {
      /** @description Id of the legal entity; also the `client_id` of its tokens. */
      id: string;
      /** @description Name of the legal entity. */
      name: string;
      /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
      edrpou: string;
      /** @description Type of the legal entity: a code of the dictionary `LEGAL_ENTITY_TYPE_V2`; data may have others, such as MIS and NHS. */
      type: string;
      /**
       * @description Status. Only `ACTIVE` and `SUSPENDED` can change their licences.
       * @enum {unknown}
       */
      status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description Who created it: id of the user; the nil UUID stands for commands and world files. */
      inserted_by: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description Who changed it last: id of the user; the nil UUID stands for commands and world files. */
      updated_by: string;
    };
    LegalEntityDetails: {
      /** @description Id of the legal entity; also the `client_id` of its tokens. */
      id: string;
      /** @description Name of the legal entity. */
      name: string;
      /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
      edrpou: string;
      /** @description Type of the legal entity: a code of the dictionary `LEGAL_ENTITY_TYPE_V2`; data may have others, such as MIS and NHS. */
      type: string;
      /**
       * @description Status. Only `ACTIVE` and `SUSPENDED` can change their licences.
       * @enum {unknown}
       */
      status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description Who created it: id of the user; the nil UUID stands for commands and world files. */
      inserted_by: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description Who changed it last: id of the user; the nil UUID stands for commands and world files. */
      updated_by: string;
      /** @description The active primary licence; `null`: there is none. */
      license: components['schemas']['License'] | null;
    };
    Dictionary: {
      /** @description Name of the dictionary. */
      name: string;
      /** @description Descriptions of the active values, by code. */
      values: {
        [key: string]: string;
      };
      /** @description Labels of the dictionary, such as `SYSTEM` and `EXTERNAL`. */
      labels: string[];
      /** @description Whether the dictionary is in use. */
      is_active: boolean;
    };
    DictionaryWithValues: {
      /** @description Name of the dictionary. */
      name: string;
      /** @description What the dictionary is for. */
      description: string;
      /** @description Its values, in their order. */
      values: {
        /** @description Code of the value. */
        code: string;
        /** @description What it means, in Ukrainian. */
        description: string;
        /** @description `false`: nothing new is given this value. */
        is_active: boolean;
        /** @description Always empty. */
        child_values: Record<string, never>[];
      }[];
      /** @description Labels of the dictionary, such as `SYSTEM` and `EXTERNAL`. */
      labels: string[];
      /** @description Whether the dictionary is in use. */
      is_active: boolean;
    };
    LicenseAcross: {
      /** @description Id of the licence. */
      id: string;
      /** @description Type of the licence: a code of the dictionary `LICENSE_TYPE`. */
      type: string;
      /** @description Number of the licence, as the document has it. */
      license_number: string | null;
      /** @description Who issued the licence. */
      issued_by: string;
      /** @description Day of issue. */
      issued_date: string;
      /** @description Last day on which the licence counts; `null`: it never expires. */
      expiry_date: string | null;
      /** @description First day on which the licence counts; not before `issued_date`. */
      active_from_date: string;
      /** @description What the licence permits. */
      what_licensed: string | null;
      /** @description Number of the order by which it was issued. */
      order_no: string | null;
      /** @description Id of the legal entity that holds the licence. */
      legal_entity_id: string;
      /** @description `true`: the primary licence, which lets the legal entity work at all; `false`: an additional one. */
      is_primary: boolean;
      /** @description Whether the licence counts in the registry. One that has expired can still be active; see `expiry_date`. */
      is_active: boolean;
      /** @description Status of the licence with its issuer; `null`: not known. */
      issuer_status: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description Who created it: id of the user; the nil UUID stands for commands and world files. */
      inserted_by: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description Who changed it last: id of the user; the nil UUID stands for commands and world files. */
      updated_by: string;
      /** @description Whose licence it is: name, number in the state register, status. */
      legal_entity: {
        /** @description Name of the legal entity. */
        name: string;
        /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
        edrpou: string;
        /** @description Status of the legal entity. */
        status: string;
      };
    };
    RegistryEvent: {
      /** @description Id of the event; also the value of `after` for what follows. Do not take it apart. */
      id: string;
      /**
       * @description What has happened.
       * @enum {string}
       */
      type:
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed';
      /** @description When; of `license.expiring` and `license.expired`, when it was noticed. */
      occurred_at: string;
      /**
       * @description What it happened to: a licence or a parameter.
       * @enum {string}
       */
      resource: 'license' | 'parameter';
      /** @description Id of the licence, or name of the parameter. */
      resource_id: string;
      /** @description `license.created`, `license.expiring`, `license.expired`: the licence as it was then; `license.updated`: `changes`, each field with `old` and `new`; `parameter.changed`: `name`, `old`, `new`. */
      payload: Record<string, never>;
    };
    Connection: {
      /** @description Id of the connection. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /** @description Id of the МІС; the client itself where the programs are its own. */
      consumer_id: string;
      /** @description Name of the МІС. */
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      /** @description Where people are sent back to after signing in: at most 50, compared byte by byte. https, http on the own machine, or a scheme of an application with a dot; no fragment. */
      redirect_uris: string[];
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description Whether it has a secret; a public client has none. */
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; `null`: there is none. */
      former_secret_expires_at: string | null;
      /** @description When the secret was used last, to the hour; `null`: never. */
      secret_last_used_at: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
    };
    ReplacementBody: {
      /** @description `true`: the former one ends now, because it has become known. Default: it works 24 hours longer. */
      immediately?: boolean;
    };
    ConnectionWithSecret: {
      /** @description Id of the connection. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /** @description Id of the МІС; the client itself where the programs are its own. */
      consumer_id: string;
      /** @description Name of the МІС. */
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      /** @description Where people are sent back to after signing in: at most 50, compared byte by byte. https, http on the own machine, or a scheme of an application with a dot; no fragment. */
      redirect_uris: string[];
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description Whether it has a secret; a public client has none. */
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; `null`: there is none. */
      former_secret_expires_at: string | null;
      /** @description When the secret was used last, to the hour; `null`: never. */
      secret_last_used_at: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description The secret, shown this once. */
      secret: string;
    };
    Client: {
      /** @description Id of the client; that of a legal entity is its own id. */
      id: string;
      /** @description Name of the client. */
      name: string;
      /** @description MSP: a clinic or pharmacy; MIS: a medical information system; NHS: a part of НСЗУ. */
      type: string;
      /**
       * @description `DIRECT`: calls with its token alone. `BROKER`: has to show the API key of a МІС as well.
       * @enum {string}
       */
      access_type: 'DIRECT' | 'BROKER';
      /** @description Scopes that its tokens can have at most. */
      scopes: string[];
      /** @description Whether the client is public: it cannot keep a secret, as a page in a browser cannot, so it has none, and must use PKCE. */
      is_public: boolean;
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
    };
    CreateClientBody: {
      /** @description Id, where one is given already; else a new one. */
      id?: string;
      /** @description Name, as people see it when they are asked for consent. */
      name: string;
      /** @description MSP: a clinic or pharmacy; MIS: a medical information system; NHS: a part of НСЗУ. */
      type: string;
      /**
       * @description `DIRECT`: calls with its token alone. `BROKER`: has to show the API key of a МІС as well.
       * @enum {string}
       */
      access_type?: 'DIRECT' | 'BROKER';
      /** @description Scopes that its tokens can have at most. */
      scopes: string[];
      /** @description Whether the client is public: it cannot keep a secret, as a page in a browser cannot, so it has none, and must use PKCE. */
      is_public?: boolean;
    };
    UpdateClientBody: {
      /** @description Another name; absent: as it is. */
      name?: string;
      /**
       * @description Another access type; absent: as it is.
       * @enum {string}
       */
      access_type?: 'DIRECT' | 'BROKER';
      /** @description All the scopes that its tokens can have from now on; absent: as they are. */
      scopes?: string[];
    };
    ReasonBody: {
      /** @description Why; kept in the audit log. */
      reason: string;
    };
    CreateConnectionBody: {
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Id of the МІС; the same as `client_id`: a connection of the client’s own. */
      consumer_id: string;
      /** @description Where people are sent back to after signing in: at most 50, compared byte by byte. https, http on the own machine, or a scheme of an application with a dot; no fragment. */
      redirect_uris: string[];
    };
    NewConnection: {
      /** @description Id of the connection. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /** @description Id of the МІС; the client itself where the programs are its own. */
      consumer_id: string;
      /** @description Name of the МІС. */
      consumer_name: string;
      /** @description The first of `redirect_uris`, as the national API has it. */
      redirect_uri: string | null;
      /** @description Where people are sent back to after signing in: at most 50, compared byte by byte. https, http on the own machine, or a scheme of an application with a dot; no fragment. */
      redirect_uris: string[];
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description Whether it has a secret; a public client has none. */
      has_secret: boolean;
      /** @description Until when the secret before the last refresh works as well; `null`: there is none. */
      former_secret_expires_at: string | null;
      /** @description When the secret was used last, to the hour; `null`: never. */
      secret_last_used_at: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description The secret, shown this once; `null` where one side is a public client. */
      secret: string | null;
    };
    UpdateConnectionBody: {
      /** @description Where people are sent back to after signing in: at most 50, compared byte by byte. https, http on the own machine, or a scheme of an application with a dot; no fragment. */
      redirect_uris: string[];
    };
    ApiKey: {
      /** @description Id of the key, which is not its value. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /**
       * @description `valid`, or the first reason for which the key is refused.
       * @enum {unknown}
       */
      state: 'valid' | 'expired' | 'revoked' | 'blocked';
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it ends, because it was rotated; `null`: it does not. */
      expires_at: string | null;
      /** @description When it was revoked; `null`: it was not. */
      revoked_at: string | null;
      /** @description When it was used last, to the hour; `null`: never. */
      last_used_at: string | null;
    };
    IssueApiKeyBody: {
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
    };
    IssuedApiKey: {
      /** @description Id of the new key. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Value of the key, shown this once; only its hash is kept. */
      value: string;
    };
    RotatedApiKey: {
      /** @description Id of the new key. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Value of the key, shown this once; only its hash is kept. */
      value: string;
      /** @description Id of the former key. */
      former_id: string;
      /** @description When the former key ends; `null`: it ended at once. */
      former_expires_at: string | null;
    };
    Revocation: {
      /** @description Id of what was revoked. */
      id: string;
      /**
       * @description `revoked`, or `already_revoked`: it was over before.
       * @enum {unknown}
       */
      outcome: 'revoked' | 'already_revoked';
    };
    Token: {
      /** @description Id of the token, which is not its value. */
      id: string;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /** @description Id of the user in whose name it is. */
      user_id: string;
      /** @description E-mail address of the user; `null`: none. */
      user_email: string | null;
      /** @description Scopes with blanks between them. */
      scope: string;
      /**
       * @description `valid`, or the first reason for which the token is refused; `revoked` also when its sign-in or consent has ended.
       * @enum {unknown}
       */
      state: 'valid' | 'expired' | 'revoked' | 'blocked';
      /** @description Sign-in from which the token comes; `null`: an operator issued it. */
      family_id: string | null;
      /** @description Client through which the person signed in; `null`: an operator issued the token. */
      consumer_id: string | null;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description Until when it is good, in UTC. */
      expires_at: string;
      /** @description When it was revoked, or its sign-in or consent ended; `null`: they stand. */
      revoked_at: string | null;
      /** @description When it was used last, to the hour; `null`: never. */
      last_used_at: string | null;
    };
    RevokeTokenBody: {
      /** @description `true`: with everything else that comes of the same sign-in. */
      family?: boolean;
    };
    TokenRequest: {
      /** @description The request, as the national API has it. */
      token: {
        /** @description What is exchanged: `authorization_code` or `refresh_token`. */
        grant_type?: string | null;
        /** @description Id of the client with which the person was sent to the sign-in page. */
        client_id?: string | null;
        /** @description Secret of the connection; a public client sends none. */
        client_secret?: string | null;
        /** @description Code that the sign-in page sent back. */
        code?: string | null;
        /** @description The refresh token of the last answer. */
        refresh_token?: string | null;
        /** @description The `redirect_uri` with which the person was sent to the sign-in page. */
        redirect_uri?: string | null;
        /** @description Scopes that are asked for, with blanks between them. */
        scope?: string | null;
        /** @description PKCE: the text whose SHA-256 was the `code_challenge` of the sign-in page. */
        code_verifier?: string | null;
      };
    };
    AccessToken: {
      /** @description Id of the access token, which is not its value. */
      id: string;
      /**
       * @description Always `access_token`.
       * @constant
       */
      name: 'access_token';
      /** @description The access token, for `Authorization: Bearer`. */
      value: string;
      /** @description Until when it is good, in Unix seconds. */
      expires_at: number;
      /** @description Id of the user in whose name it is. */
      user_id: string;
      /** @description What the token permits, and in whose context. */
      details: {
        /** @description Scopes with blanks between them. */
        scope: string;
        /** @description Id of the client; that of a legal entity is its own id. */
        client_id: string;
        /** @description Token for the next exchange. Store it before you use the access token. */
        refresh_token: string;
        /**
         * @description What was exchanged.
         * @enum {unknown}
         */
        grant_type: 'authorization_code' | 'refresh_token';
      };
    };
    OwnIdentity: {
      /** @description Id of the user in whose name the token is. */
      user_id: string;
      /** @description E-mail address of the user; `null`: a program’s user has none, or only another issuer knows the user. */
      email: string | null;
      /** @description Id of the client; that of a legal entity is its own id. */
      client_id: string;
      /** @description Name of the client. */
      client_name: string;
      /** @description Type of the client, such as `MSP`, `NHS`, `MIS`. */
      client_type: string;
      /** @description Legal entity whose client it is; `null`: the client is none. */
      legal_entity: {
        /** @description Id of the legal entity; that of its client is the same. */
        id: string;
        /** @description Name of the legal entity. */
        name: string;
        /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
        edrpou: string;
        /** @description Type of legal entity: a code of the dictionary `LEGAL_ENTITY_TYPE_V2`. */
        type: string;
        /** @description Status of the legal entity. */
        status: string;
      } | null;
      /** @description What the token permits. */
      scopes: string[];
      /** @description Roles of the user that count for this client, by name. */
      roles: string[];
      /** @description Until when the token is good, in UTC; `null`: a token of another issuer. */
      expires_at: string | null;
    };
    TokenQuestionForm: {
      /** @description Id of the client that asks; not beside `Authorization: Basic`. */
      client_id?: string;
      /** @description Its secret; not beside `Authorization: Basic`. */
      client_secret?: string;
      /** @description The token in question. */
      token: string;
    };
    VerifiedToken: {
      /** @description Id of the access token, which is not its value. */
      id: string;
      /**
       * @description Always `access_token`.
       * @constant
       */
      name: 'access_token';
      /** @description Until when it is good, in Unix seconds. */
      expires_at: number;
      /** @description Id of the user in whose name it is. */
      user_id: string;
      /** @description What the token permits, and in whose context. */
      details: {
        /** @description Scopes with blanks between them. */
        scope: string;
        /** @description Id of the client; that of a legal entity is its own id. */
        client_id: string;
      };
    };
    User: {
      /** @description Id of the user. */
      id: string;
      /** @description E-mail address, with which the person signs in; no two users have the same. */
      email: string | null;
      /** @description Roles of the user, each where it counts. */
      roles: {
        /** @description Name of the role, such as `OWNER`. */
        name: string;
        /** @description Legal entity in which the role counts; `null`: everywhere, as with НСЗУ and operators. */
        legal_entity_id: string | null;
      }[];
      /** @description `false`: an invitation was not accepted yet. */
      has_password: boolean;
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
    };
    CreateUserBody: {
      /** @description E-mail address, with which the person signs in; no two users have the same. */
      email: string;
      /** @description Roles of the user, each where it counts. */
      roles: {
        /** @description Name of the role, such as `OWNER`. */
        name: string;
        /** @description Legal entity in which the role counts; `null`: everywhere, as with НСЗУ and operators. */
        legal_entity_id: string | null;
      }[];
    };
    InvitedUser: {
      /** @description Id of the user. */
      id: string;
      /** @description E-mail address, with which the person signs in; no two users have the same. */
      email: string | null;
      /** @description Roles of the user, each where it counts. */
      roles: {
        /** @description Name of the role, such as `OWNER`. */
        name: string;
        /** @description Legal entity in which the role counts; `null`: everywhere, as with НСЗУ and operators. */
        legal_entity_id: string | null;
      }[];
      /** @description `false`: an invitation was not accepted yet. */
      has_password: boolean;
      /** @description Whether it is blocked: then everything of it is refused. */
      is_blocked: boolean;
      /** @description When it was created, in UTC. */
      inserted_at: string;
      /** @description When it was changed last, in UTC. */
      updated_at: string;
      /** @description The invitation. */
      password_link: {
        /**
         * @description `invitation`: good for seven days; `reset`: for a forgotten password, good for 24 hours.
         * @enum {unknown}
         */
        purpose: 'invitation' | 'reset';
        /** @description The link: sets a password, once. Shown in this answer only. */
        url: string;
        /** @description Until when the link is good, in UTC. */
        expires_at: string;
      };
    };
    ChangeEmailBody: {
      /** @description E-mail address, with which the person signs in; no two users have the same. */
      email: string;
    };
    SetRolesBody: {
      /** @description All the roles that the user has from now on; empty: none. */
      roles: {
        /** @description Name of the role, such as `OWNER`. */
        name: string;
        /** @description Legal entity in which the role counts; `null`: everywhere, as with НСЗУ and operators. */
        legal_entity_id: string | null;
      }[];
    };
    PasswordLinkBody: {
      /**
       * @description `invitation`: good for seven days; `reset`: for a forgotten password, good for 24 hours.
       * @enum {string}
       */
      purpose: 'invitation' | 'reset';
    };
    PasswordLink: {
      /**
       * @description `invitation`: good for seven days; `reset`: for a forgotten password, good for 24 hours.
       * @enum {unknown}
       */
      purpose: 'invitation' | 'reset';
      /** @description The link: sets a password, once. Shown in this answer only. */
      url: string;
      /** @description Until when the link is good, in UTC. */
      expires_at: string;
    };
    Role: {
      /** @description Name of the role. */
      name: string;
      /** @description Scopes that the role allows. */
      scopes: string[];
    };
    CreateLegalEntityBody: {
      /** @description Id, where the national registry has given it one; else a new one. */
      id?: string;
      /** @description Name of the legal entity. */
      name: string;
      /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
      edrpou: string;
      /** @description Type: an active code of the dictionary `LEGAL_ENTITY_TYPE_V2`. */
      type: string;
      /** @description Why; kept in the audit log. */
      reason: string;
    };
    CorrectLegalEntityBody: {
      /** @description Name of the legal entity. */
      name?: string;
      /** @description ЄДРПОУ of the legal entity: 8 to 10 digits, leading zeros included. */
      edrpou?: string;
      /** @description Type: the present one, or an active code of the dictionary `LEGAL_ENTITY_TYPE_V2`. */
      type?: string;
      /** @description Why; kept in the audit log. */
      reason: string;
    };
    ChangeStatusBody: {
      /**
       * @description The new status. `CLOSED` and `REORGANIZED` are final.
       * @enum {string}
       */
      status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED' | 'REORGANIZED';
      /** @description Why; kept in the audit log. */
      reason: string;
    };
    AddDictionaryValueBody: {
      /** @description Code of the value, final. */
      code: string;
      /** @description What it means, in Ukrainian. */
      description: string;
    };
    DictionaryValue: {
      /** @description Code of the value. */
      code: string;
      /** @description What it means, in Ukrainian. */
      description: string;
      /** @description `false`: nothing new is given this value. */
      is_active: boolean;
    };
    ChangeDictionaryValueBody: {
      /** @description Another description; absent: as it is. */
      description?: string;
      /** @description `false`: nothing new is given this value, what has it keeps it; absent: as it is. */
      is_active?: boolean;
    };
    Parameter: {
      /** @description Name of the parameter. */
      name: string;
      /** @description Codes of licence types with commas between them; empty: none. */
      value: string;
      /**
       * @description Where the value comes from: the database, an environment variable or the default.
       * @enum {unknown}
       */
      source: 'database' | 'environment' | 'default';
      /** @description When the value was stored in the database; `null`: none is stored. */
      updated_at: string | null;
    };
    SetParameterBody: {
      /** @description Codes of licence types with commas between them; empty: none. */
      value: string;
    };
    ChangedParameter: {
      /** @description Name of the parameter. */
      name: string;
      /** @description Codes of licence types with commas between them; empty: none. */
      value: string;
      /**
       * @description Where the value comes from: the database, an environment variable or the default.
       * @enum {unknown}
       */
      source: 'database' | 'environment' | 'default';
      /** @description When the value was stored in the database; `null`: none is stored. */
      updated_at: string | null;
      /** @description Codes that are no active licence type: such licences stay refused until they are. */
      unknown_license_types: string[];
    };
    AuditEntry: {
      /** @description Number of the row; larger is later. */
      id: string;
      /** @description When it was done, in UTC. */
      inserted_at: string;
      /** @description Who did it: id of the user; the nil UUID stands for commands and world files. */
      actor_id: string;
      /** @description E-mail address of whoever did it; `null`: a command, a world file, or somebody without one. */
      actor_email: string | null;
      /** @description Client through which it was done; `null`: a command or a world file. */
      client_id: string | null;
      /** @description Id of the request, under which the log has it too. */
      request_id: string;
      /** @description What was changed, such as `license`, `legal_entity`, `parameter`. */
      resource: string;
      /** @description Its id; of a parameter the name. */
      resource_id: string;
      /** @description What was done, such as `create`, `update`. */
      action: string;
      /** @description `old` and `new` of what was changed, and `reason` where one was asked for. */
      changeset: {
        [key: string]: unknown;
      };
    };
    AuditVerification: {
      /** @description Whether what was checked is whole. */
      is_whole: boolean;
      /** @description Rows of the log, as its heads say. */
      rows: number;
      /** @description Rows that were checked: the last ones of each lane. */
      checked_rows: number;
      /** @description What does not fit; empty: nothing. */
      faults: {
        /** @description Lane of the log; `null`: the log as a whole. */
        lane: number | null;
        /** @description Place in the lane; `null`: none. */
        position: number | null;
        /** @description Number of the row at this place; `null`: there is none. */
        id: string | null;
        /** @description Kind of the fault. */
        kind: string;
        /** @description The fault in words, in English. */
        description: string;
      }[];
      /** @description Ends of all lanes. Keep them elsewhere as a file: `esoz audit verify --heads` compares with them. */
      heads: {
        [key: string]: unknown;
      };
    };
    Status: {
      /** @description Version of the program. */
      version: string;
      /** @description `demo`, `preprod` or `prod`. */
      environment: string;
      /** @description Random id of the process. After a restart, or from another process, it is another one: counters of two processes are not to be compared. */
      instance: string;
      /** @description When the process started, by the clock of the registry, in UTC. */
      started_at: string;
      /** @description The time now by the clock of the registry, in UTC. */
      time: string;
      /** @description Time zone in which the current date is reckoned. */
      time_zone: string;
      /** @description Current date of the registry. */
      today: string;
      /** @description Conditions of readiness, the same as of `/ready` on the admin port. */
      ready: {
        /** @description `database`, `ael` (the signing service), or `bucket` (the store of contract files). */
        name: string;
        /** @description Whether it holds now; why not is in the log. */
        ok: boolean;
      }[];
      /** @description Migrations of the database; `null`: it did not answer in time. */
      migrations: {
        /** @description How many are applied. */
        applied: number;
        /** @description Name of the latest one. */
        latest: string;
      } | null;
      /** @description Connections of this process to the database. */
      database: {
        /** @description Connections in use now. */
        pool_in_use: number;
        /** @description Connections at most. */
        pool_size: number;
        /** @description Requests that wait for a connection. */
        pool_waiting: number;
      };
      /** @description What this process has answered since its start; the metrics on the admin port tell more. */
      counters: {
        /** @description Answers in all. */
        requests: number;
        /** @description Answers 4xx. */
        refused: number;
        /** @description Answers 5xx. */
        failed: number;
        /** @description How long all of them took together, in seconds. */
        duration_seconds_sum: number;
        /** @description Links to contract files that were handed out. */
        links: number;
        /** @description Licences that were created. */
        licenses_created: number;
      };
    };
    Webhook: {
      /** @description Id of the webhook. */
      id: string;
      /** @description Address of the receiver, without its query, where receivers keep secrets. */
      url: string;
      /** @description Types of events that are sent; empty: all of them. */
      event_types: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      /** @description `false`: paused, events wait. */
      is_active: boolean;
      /** @description Whether it may lead into a private network. */
      allow_private: boolean;
      /** @description Failed attempts at the next event. */
      failures: number;
      /** @description When the next attempt is due; `null`: nothing waits. */
      next_attempt_at: string | null;
      /** @description Why the last attempt failed; `null`: it did not. */
      last_error: string | null;
      /** @description Until when deliveries are signed with the former secret too; `null`: there is none. */
      previous_secret_until: string | null;
      /** @description How many events were given up. */
      dead_letters: number;
      /** @description It is done with all events up to this one. */
      after: string;
    };
    AddWebhookBody: {
      /** @description Address of the receiver: https, public, without user and fragment. Keep passwords out of it. */
      url: string;
      /** @description Types of events to send; absent or empty: all of them. */
      event_types?: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      /** @description Begins behind this event; absent: with what happens from now on. */
      after?: string;
    };
    NewWebhook: {
      /** @description Id of the webhook. */
      id: string;
      /** @description Types of events that are sent; empty: all of them. */
      event_types: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      /** @description Secret that verifies signatures, shown this once. */
      secret: string;
    };
    ChangeWebhookBody: {
      /** @description Types of events to send from now on; empty: all of them; absent: as they are. */
      event_types?: (
        | 'license.created'
        | 'license.updated'
        | 'license.expiring'
        | 'license.expired'
        | 'parameter.changed'
      )[];
      /** @description `false`: nothing is sent for now, events wait; `true`: it goes on; absent: as it is. */
      is_active?: boolean;
    };
    RemovedWebhook: {
      /** @description Id of the webhook that was removed. */
      id: string;
    };
    RotateWebhookSecretBody: {
      /** @description `true`: the former secret has become known, and signs nothing more. Default: for a day deliveries carry both signatures. */
      immediately?: boolean;
    };
    WebhookSecret: {
      /** @description Id of the webhook. */
      id: string;
      /** @description Secret that verifies signatures, shown this once. */
      secret: string;
      /** @description Until when deliveries are signed with the former secret too; `null`: there is none. */
      previous_secret_until: string | null;
    };
    DeadLetter: {
      /** @description Id of the dead letter. */
      id: string;
      /** @description Id of the webhook. */
      endpoint_id: string;
      /** @description Type of the event. */
      event_type: string;
      /** @description How often it was tried. */
      attempts: number;
      /** @description Why the last attempt failed. */
      last_error: string;
      /** @description When it was given up, in UTC. */
      failed_at: string;
      /** @description When one more attempt was asked for; `null`: none was. */
      retry_requested_at: string | null;
      /** @description Id of the event. */
      event_id: string;
    };
    RetryBody: {
      /** @description Id of one dead letter; absent: all of them. */
      dead_letter_id?: string;
    };
    Retry: {
      /** @description How many will be tried again. */
      retried: number;
    };
    InvalidRule: {
      /** @description Name of the rule, such as `required` or `cast`. */
      rule: string;
      /** @description What is wrong, in English. */
      description?: string;
      /** @description The description before `params` were filled in. */
      raw_description?: string;
      /** @description What the description speaks of: expected and actual values, limits. */
      params?: Record<string, never> | unknown[];
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
