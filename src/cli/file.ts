import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { writeOutputFile } from '../platform/files/output-file.ts';
import { visible } from '../platform/visible.ts';
import type { DownloadState } from '../portal/download.ts';
import { requireNumber, requireUuid } from './arguments.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { interruptible } from './interruption.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { portalAccess } from './portal-access.ts';
import { tableLines } from './table.ts';
import { unguardedError } from './terminal.ts';
import { byteText, createTransferProgress } from './transfer-progress.ts';

type Common = { json?: true; url?: string };
type PutOptions = Common & { name?: string; contentType?: string };
type GetOptions = Common & { output?: string; force?: true };
type LsOptions = Common & { page: string; limit: string };

const ENVIRONMENT_HELP = `
Where and as whom: ESOZ_URL, ESOZ_TOKEN and ESOZ_API_KEY (also ESOZ_TOKEN_FILE and ESOZ_API_KEY_FILE). Of a demo on this
machine nothing need be set. Names are as \`file ls\` prints them. See docs/how-to/move-contract-files.md.`;

/** `esoz file put`, `get` and `ls`. */
export function fileCommand(): Command {
  const put = outcomeCommand<PutOptions>('put', 'upload a contract file', putAction)
    .argument('<folder>', 'id of the legal entity')
    .argument('<file>', 'the local file')
    .option('--name <name>', 'what it is to be called (default: its own name)')
    .option('--content-type <type>', 'what it is (default: by its ending)');
  const get = outcomeCommand<GetOptions>('get', 'download a contract file', getAction)
    .argument('<folder>', 'id of the legal entity')
    .argument('<name>', 'its name in the folder')
    .option('--output <file>', 'where to write it (default: its name, in this directory)')
    .option('--force', 'overwrite a file that is there');
  const ls = outcomeCommand<LsOptions>('ls', 'the contract files of a folder', lsAction)
    .argument('<folder>', 'id of the legal entity')
    .option('--page <number>', 'which page', '1')
    .option('--limit <number>', 'files a page, at most 300', '300');
  const all = [put, get, ls];
  for (const command of all) {
    command
      .option('--url <url>', 'address of the API, in place of ESOZ_URL')
      .addHelpText('after', ENVIRONMENT_HELP);
  }
  return commandGroup('file', 'contract files, as a third party with a token moves them', all);
}

/** The portal's code is loaded when it is used, as `esoz start` loads its product. */
const loadPortal = async () => ({
  ...(await import('../portal/files.ts')),
  ...(await import('../portal/upload.ts')),
  ...(await import('../portal/download.ts')),
});

/** What is enough for contracts; anything else is bytes. */
const CONTENT_TYPES: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
  '.p7s': 'application/pkcs7-signature',
};

async function putAction(options: PutOptions, folder?: string, file?: string): Promise<Outcome> {
  const localPath = file as string;
  const resourceId = requireUuid('<folder>', folder as string);
  const name = options.name ?? path.basename(localPath);
  const contentType = options.contentType ?? contentTypeOf(name);
  if (!/^[\x20-\x7e]{1,255}$/.test(contentType))
    throw new UsageError('--content-type must be such as application/pdf');
  const { askForLink, openLocalFile, upload } = await loadPortal();
  const access = announcedAccess(options);
  const local = await openLocalFile(localPath);
  try {
    return await interruptible(async (signal) => {
      const link = await askForLink(access, 'PUT', { resourceId, name }, signal);
      const progress = createTransferProgress(unguardedError);
      const onBytes = (done: number) => progress.show(done, local.size);
      const startedAt = performance.now();
      const { size, md5, verified } = await upload(link, local, { contentType, onBytes, signal }).finally(
        progress.end,
      );
      const checked = verified ? `MD5 ${md5}, as the store has it` : 'the store says no MD5 to compare';
      return {
        text: `${visible(name)} is uploaded: ${byteText(size)}, ${checked}.`,
        json: {
          resource_id: resourceId,
          resource_name: name,
          size,
          md5,
          verified,
          ...secondsSince(startedAt),
        },
      };
    });
  } finally {
    await local.handle.close();
  }
}

const contentTypeOf = (name: string) =>
  CONTENT_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';

async function getAction(options: GetOptions, folder?: string, named?: string): Promise<Outcome> {
  const name = named as string;
  const resourceId = requireUuid('<folder>', folder as string);
  const output = options.output ?? path.basename(name);
  if (output === '') throw new UsageError('--output must be a name');
  if (!options.force) await requireFreeName(output);
  const { askForLink, download } = await loadPortal();
  const access = announcedAccess(options);
  return interruptible(async (signal) => {
    const progress = createTransferProgress(unguardedError);
    const state: DownloadState = { done: 0, total: undefined, md5: undefined, verified: false };
    const startedAt = performance.now();
    const bytes = download({
      askForLink: () => askForLink(access, 'GET', { resourceId, name }, signal),
      signal,
      state,
      onBytes: () => progress.show(state.done, state.total),
    });
    await writeOutputFile(output, bytes, signal).finally(progress.end);
    const { done: size, md5, verified } = state;
    const checked = verified ? `MD5 ${md5}, as the store says` : 'the store says no MD5 to compare';
    return {
      text: `${visible(output)}: ${byteText(size)}, ${checked}.`,
      json: {
        resource_id: resourceId,
        resource_name: name,
        output,
        size,
        md5,
        verified,
        ...secondsSince(startedAt),
      },
    };
  });
}

async function lsAction(options: LsOptions, folder?: string): Promise<Outcome> {
  const resourceId = requireUuid('<folder>', folder as string);
  const page = requireNumber('--page', options.page, 1, 1_000_000);
  const pageSize = requireNumber('--limit', options.limit, 1, 300);
  const { listFolder } = await loadPortal();
  const access = announcedAccess(options);
  const { files, paging } = await interruptible((signal) =>
    listFolder(access, { resourceId, page, pageSize }, signal),
  );
  const table = tableLines(
    [
      { title: 'size', of: ({ size }) => byteText(size) },
      { title: 'changed', of: ({ last_modified }) => last_modified },
      { title: 'name', of: ({ resource_name }) => resource_name },
    ],
    files,
  );
  const { page_number: at, total_pages: pages } = paging;
  const more = pages === null ? files.length === pageSize : at < pages;
  const footer = more ? ['', `Page ${at} of ${pages ?? 'more'}: add --page ${at + 1}`] : [];
  return {
    text: files.length === 0 ? 'No files.' : [...table, ...footer].join('\n'),
    json: { resource_id: resourceId, files, paging },
  };
}

function announcedAccess({ url, json }: Common) {
  const { note, ...access } = portalAccess(process.env, url);
  if (note !== undefined && !json) process.stderr.write(`${note}\n`);
  return access;
}

/** Before anything is asked for. */
async function requireFreeName(file: string): Promise<void> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats === undefined) return;
  const hint = 'Choose another name with --output, or overwrite it with --force.';
  throw Object.assign(new Error(`${visible(file)} is there already.`), { hint });
}

const secondsSince = (startedAt: number) => ({
  seconds: Math.round(performance.now() - startedAt) / 1000,
});
