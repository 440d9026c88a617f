import {
  CREATED_TYPE,
  EXPIRY_DATE,
  entityId,
  FLOOD_TOKEN,
  licenseId,
  sampled,
  sampleSize,
  tokenOf,
  UPDATED_KIND,
  UPDATED_TYPE,
} from './world.ts';

export const SCENARIOS = ['create', 'get own', 'get filtered', 'update'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export type RequestOptions = {
  /** `minimal`: what the handler without authorization is asked for the rows of `get own`; `flood`: see below. */
  scenario: Scenario | 'minimal' | 'flood';
  host: string;
  /** Legal entities of the registry that is asked. */
  entities: number;
  seed: number;
  /** Number of requests after which there are no more. */
  limit: number;
};

/**
 * What one caller can ask for that costs the most: words that nearly every name has, pages in the middle and far beyond
 * the end.
 */
const DEAR = [
  '/api/v2/legal_entities?name=м+ц+н+1+2+3+4+5&page_size=300',
  '/api/v2/legal_entities?page=9999999&page_size=300',
  '/api/v2/legal_entities?name=медичний+центр&page=3000&page_size=300',
  '/api/v2/legal_entities?status=ACTIVE&page=3000&page_size=300',
].map(encodeURI);

/** Whole HTTP requests in the name of legal entities of the sample at random, the same ones for the same seed. */
export function* requestsOf({ scenario, host, entities, seed, limit }: RequestOptions): Generator<string> {
  const random = randomFrom(seed);
  const size = sampleSize(entities);
  // A second create of the same type would be refused, so those take everyone once.
  const order = scenario === 'create' ? shuffled(size, random) : undefined;
  const count = Math.min(limit, order?.length ?? limit);
  for (let at = 0; at < count; at++) {
    const s = order?.[at] ?? Math.floor(random() * size);
    const authorization = `Host: ${host}\r\nAuthorization: Bearer ${tokenOf(s)}\r\n`;
    const n = sampled(s, entities);
    if (scenario === 'get own') yield `GET /api/licenses HTTP/1.1\r\n${authorization}\r\n`;
    else if (scenario === 'get filtered')
      yield `GET /api/licenses?type=${UPDATED_TYPE}&is_primary=false HTTP/1.1\r\n${authorization}\r\n`;
    else if (scenario === 'flood')
      yield `GET ${DEAR[at % DEAR.length]} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${FLOOD_TOKEN}\r\n\r\n`;
    else if (scenario === 'minimal') yield `GET /licenses/${entityId(n)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    else if (scenario === 'create')
      yield `POST /api/licenses HTTP/1.1\r\n${authorization}${content(CREATED_TYPE, `${at}`)}`;
    else {
      const target = `/api/licenses/${licenseId(n, UPDATED_KIND, entities)}`;
      yield `PATCH ${target} HTTP/1.1\r\n${authorization}${content(UPDATED_TYPE, `${seed}-${at}`)}`;
    }
  }
}

/** A number of its own in each body: an update that changes nothing writes nothing. */
function content(type: string, number: string): string {
  const body = JSON.stringify({
    type,
    issued_by: 'Держлікслужба',
    issued_date: '2024-02-28',
    active_from_date: '2024-02-28',
    expiry_date: EXPIRY_DATE,
    is_primary: false,
    license_number: `АВ ${number}`,
  });
  return `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Numbers in [0, 1): a linear congruential generator of 48 bits, of which the upper 32 are used. */
function randomFrom(seed: number): () => number {
  let state = BigInt(seed) + 1n;
  const next = () => {
    state = (state * 25_214_903_917n + 11n) & 0xffff_ffff_ffffn;
    return Number(state >> 16n) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next(); // neighbouring seeds begin alike
  return next;
}

function shuffled(size: number, random: () => number): number[] {
  const order = Array.from({ length: size }, (_each, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}
