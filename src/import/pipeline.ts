import type { Database } from '../platform/database/pool.ts';
import type { Batch } from './batches.ts';
import { type Step, type StepContext, startStep } from './step.ts';

/**
 * Takes batches through as many transactions at once as there are connections, and commits them in their order.
 * While the database works on them the next batch is read. A signal lets those under way finish and starts no more.
 * @throws the error of the first batch that fails; those after it are rolled back
 */
export async function runPipeline<Row extends { id: string }>(
  context: StepContext<Row>,
  connections: readonly Database[],
  batches: AsyncGenerator<Batch<Row>>,
  signal: AbortSignal,
): Promise<void> {
  const free = [...connections];
  const underWay: { step: Step<Row>; db: Database }[] = [];
  const finishFirst = async () => {
    const [first] = underWay as [(typeof underWay)[0]];
    await first.step.committed;
    underWay.shift();
    free.push(first.db);
  };
  try {
    for await (const batch of readAhead(batches)) {
      if (free.length === 0) await finishFirst();
      if (signal.aborted) break;
      const db = free.shift() as Database;
      const ahead = underWay.map(({ step }) => step);
      underWay.push({ step: startStep(context, db, batch, ahead), db });
    }
    while (underWay.length > 0) await finishFirst();
  } finally {
    // No connection goes back while a transaction may still be using it.
    await Promise.allSettled(underWay.map(({ step }) => step.committed));
  }
}

/** Begins with the next item while the one before it is being used. */
async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = items.next();
      next.catch(() => {}); // awaited in the next round, if there is one
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await items.return(undefined);
  }
}
